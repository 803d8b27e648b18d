package org.jurigged.cli.repl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.Snippet;
import org.jurigged.controller.JuriggedException;

/** Snippets in files: {@code /save}, {@code /open}, {@code /edit}. */
final class Sources {
    private final PromptLoop loop;

    Sources(PromptLoop loop) {
        this.loop = loop;
    }

    void save(String argument) throws JuriggedException {
        String[] words = argument.split("\\s+", 2);
        boolean isOption = words[0].startsWith("-");
        String file = isOption ? words.length > 1 ? words[1] : "" : argument;
        if (file.isEmpty()) {
            throw new JuriggedException("/save wants the name of a file.");
        }
        List<String> texts = switch (isOption ? words[0] : "") {
            case "" ->
                loop.repl().snippets().stream()
                        .filter(loop::isActive)
                        .map(Snippet::source)
                        .toList();
            case "-all" -> loop.repl().shell().snippets().map(Snippet::source).toList();
            case "-history" -> loop.input().history();
            default -> throw new JuriggedException("/save knows no " + words[0] + ".");
        };
        try {
            String text =
                    texts.stream().map(source -> source.stripTrailing() + "\n").collect(Collectors.joining());
            Files.writeString(path(file), text);
        } catch (IOException e) {
            throw new JuriggedException("The file " + file + " can't be written: " + e.getMessage() + ".", e);
        }
    }

    void open(String file) throws JuriggedException {
        if (file.isEmpty()) {
            throw new JuriggedException("/open wants the name of a file.");
        }
        loop.open(read(path(file)));
    }

    private static Path path(String file) {
        return file.startsWith("~/") ? Path.of(System.getProperty("user.home"), file.substring(2)) : Path.of(file);
    }

    private static List<String> read(Path file) throws JuriggedException {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new JuriggedException("The file " + file + " can't be read: " + e.getMessage() + ".", e);
        }
    }

    /** Has snippets edited; those that changed are evaluated. */
    void edit(String argument) throws JuriggedException {
        String editor = System.getenv().getOrDefault("VISUAL", System.getenv().getOrDefault("EDITOR", ""));
        if (editor.isBlank()) {
            throw new JuriggedException("/edit wants an editor: set VISUAL or EDITOR.");
        }
        List<Snippet> edited =
                loop.repl().snippets(argument).stream().filter(loop::isActive).toList();
        List<String> before =
                edited.stream().map(snippet -> snippet.source().strip()).toList();
        try {
            Path file = Files.createTempFile("jurigged-", ".java");
            try {
                Files.writeString(file, String.join("\n", before) + "\n");
                await(editor, file);
                evaluateNew(before, Files.readString(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new JuriggedException("The editor '" + editor + "' could not be run: " + e.getMessage() + ".", e);
        }
    }

    private static void await(String editor, Path file) throws IOException, JuriggedException {
        List<String> command = new ArrayList<>(List.of(editor.strip().split("\\s+")));
        command.add(file.toString());
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JuriggedException("Waiting for the editor was interrupted.", e);
        }
    }

    private void evaluateNew(List<String> before, String text) throws JuriggedException {
        String rest = text;
        while (!rest.isBlank()) {
            var info = loop.repl().shell().sourceCodeAnalysis().analyzeCompletion(rest);
            String source = info.source() == null ? rest : info.source();
            rest = info.source() == null ? "" : info.remaining();
            if (!before.contains(source.strip())) {
                loop.evaluate(source);
            }
        }
    }
}
