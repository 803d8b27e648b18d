package org.jurigged.controller.testjvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests whenever it is told to, by lines on a socket: {@code all}, or {@code run} and class names. Answers with lines of
 * words with tabs between them, texts in Base64: {@code class}, {@code result}, {@code done}.
 */
public final class TestMain {
    private final Launcher launcher = LauncherFactory.create();
    private final Set<Path> roots;
    private final PrintWriter answers;

    private TestMain(Set<Path> roots, PrintWriter answers) {
        this.roots = roots;
        this.answers = answers;
    }

    /**
     * Serves a controller until it goes away.
     *
     * @param args the controller's port, the file with the word that it expects first, and the directories of test classes
     */
    public static void main(String[] args) throws IOException {
        String word = Files.readString(Path.of(args[1]));
        Set<Path> roots = Stream.of(args).skip(2).map(Path::of).collect(Collectors.toSet());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
                BufferedReader orders =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter answers = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
            answers.println(word);
            TestMain tests = new TestMain(roots, answers);
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                tests.obey(line);
            }
        }
        // Tests may have left threads that would keep this JVM.
        System.exit(0);
    }

    private void obey(String line) {
        String[] words = line.split("\t");
        List<DiscoverySelector> selectors = new ArrayList<>();
        if (words[0].equals("all")) {
            selectors.addAll(DiscoverySelectors.selectClasspathRoots(roots));
        }
        for (int i = 1; i < words.length; i++) {
            selectors.add(DiscoverySelectors.selectClass(words[i]));
        }
        try {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectors)
                    .build();
            launcher.execute(request, new Telling(answers, words[0].equals("all")));
            answers.println("done");
        } catch (Throwable e) {
            answers.println("broken\t" + Telling.encoded(String.valueOf(e)) + "\t" + Telling.encoded(Telling.stack(e)));
        }
    }
}
