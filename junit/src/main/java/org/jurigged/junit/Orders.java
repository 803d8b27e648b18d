package org.jurigged.junit;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Carries orders out, which are lines: {@code all}, or {@code run} and class names, or {@code classes}. Answers with lines of
 * words with tabs between them, texts in Base64: {@code class}, {@code result}, {@code done}.
 */
final class Orders {
    /** The order to tell the test classes that there are. */
    static final String CLASSES = "classes";

    private static final String DONE = "done";

    private final Launcher launcher = LauncherFactory.create();
    private final Set<Path> roots;
    private final PrintWriter answers;

    /** @param roots where all tests are */
    Orders(Set<Path> roots, PrintWriter answers) {
        this.roots = roots;
        this.answers = answers;
    }

    void obey(String line) {
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
                    // Such a run is to end.
                    .configurationParameter(LiveExtension.LIVE, "false")
                    .build();
            launcher.execute(request, new Telling(answers, words[0].equals("all")));
            answers.println(DONE);
        } catch (Throwable e) {
            answers.println("broken\t" + Telling.encoded(String.valueOf(e)) + "\t" + Telling.encoded(Telling.stack(e)));
        }
    }

    /** Answers the order {@link #CLASSES}. */
    void tell(Collection<Class<?>> classes) {
        classes.forEach(type -> answers.println(Telling.line(type)));
        answers.println(DONE);
    }
}
