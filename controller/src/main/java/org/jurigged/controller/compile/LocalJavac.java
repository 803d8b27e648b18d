package org.jurigged.controller.compile;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The javac of the JDK that runs this process, kept warm on a thread of its own; and a second one, made when it has use. */
final class LocalJavac implements Javac {
    /** Deep expressions need it: javac's parser and attribution are recursive. */
    private static final long STACK_BYTES = 64L << 20;

    /** What is live by then was tidied up after already; what isn't won't be, as a rule. */
    private static final long REST_MILLIS = 500;

    private final CompileSettings settings;
    private final JavaCompiler compiler;
    private final ExecutorService thread = thread("jurigged-javac");
    private final ExecutorService beside = thread("jurigged-javac-beside");
    private Overlay overlay = Overlay.EMPTY;
    private SharedFiles files;

    /** @throws CompilerException when this process runs on a JRE, which has no javac */
    LocalJavac(CompileSettings settings) throws CompilerException {
        this.settings = settings;
        this.compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            thread.shutdown();
            beside.shutdown();
            throw new CompilerException("The Java at " + System.getProperty("java.home")
                    + " has no compiler (it is a JRE): install a JDK and run with that.");
        }
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread javac = new Thread(null, task, name, STACK_BYTES);
            javac.setDaemon(true);
            return javac;
        });
    }

    @Override
    public List<Result> run(List<Request> requests) throws CompilerException {
        return run(requests, (request, result) -> result);
    }

    @Override
    public <T> List<T> run(List<Request> requests, BiFunction<Request, Result, T> then) throws CompilerException {
        return call(() -> {
            List<Made<T>> made = compile(requests, then);
            boolean retry = made.stream().anyMatch(Made::hasFailed) && files.isStale(); // a jar was replaced meanwhile
            return (retry ? compile(requests, then) : made)
                    .stream().map(Made::value).toList();
        });
    }

    /** What became of a request. */
    private record Made<T>(boolean hasFailed, T value) {}

    @Override
    public void overlay(Map<String, byte[]> added, Set<String> removed) throws CompilerException {
        call(() -> {
            overlay = overlay.with(added, removed);
            tidyNow();
            return overlay;
        });
    }

    /** What was compiled is live: the next save is to find everything tidy. */
    private void tidyNow() {
        if (files != null) {
            files.kept().ifPresent(kept -> tidyLater(kept, thread));
            files.madeBeside().ifPresent(kept -> tidyLater(kept, beside));
        }
    }

    /** Compile one here and the others beside it. */
    private <T> List<Made<T>> compile(List<Request> requests, BiFunction<Request, Result, T> then)
            throws ExecutionException, InterruptedException {
        if (files == null || files.isStale()) {
            closeFiles();
            files = new SharedFiles(settings, compiler);
        }
        if (requests.size() == 1) {
            return List.of(compile(requests.get(0), then, files.kept(), thread));
        }
        List<Request> others = requests.subList(1, requests.size());
        Future<List<Made<T>>> theirs = beside.submit(() -> others.stream()
                .map(request -> compile(request, then, files.keptBeside(), afterRest(beside)))
                .toList());
        List<Made<T>> made = new ArrayList<>();
        try {
            made.add(compile(requests.get(0), then, files.kept(), afterRest(thread)));
        } finally {
            made.addAll(theirs.get()); // the files are in use until then
        }
        return made;
    }

    /** Compile; the javac tidies up when nobody waits for it any more. */
    private <T> Made<T> compile(
            Request request, BiFunction<Request, Result, T> then, Optional<KeptJavac> warm, Executor after) {
        try {
            Result result = compile(request, warm);
            return new Made<>(!result.problems().isEmpty(), then.apply(request, result));
        } finally {
            warm.ifPresent(kept -> tidyLater(kept, after));
        }
    }

    private static void tidyLater(KeptJavac kept, Executor after) {
        int run = kept.runs();
        try {
            after.execute(() -> kept.tidyAfter(run));
        } catch (RejectedExecutionException e) {
            // it was closed meanwhile: nobody uses that javac again
            return;
        }
    }

    /**
     * An executor that comes to a thread's work after a while. After two parts there is much to tidy, on two processors, while
     * what was compiled is on its way to the programs; when it is live comes first.
     */
    private static Executor afterRest(Executor thread) {
        return CompletableFuture.delayedExecutor(REST_MILLIS, TimeUnit.MILLISECONDS, thread);
    }

    private Result compile(Request request, Optional<KeptJavac> warm) {
        Overlay seen = overlay.with(request.added(), request.hidden());
        List<SourceFile> units = request.sources().stream().map(SourceFile::new).toList();
        List<String> options = JavacOptions.of(settings, Runtime.version().feature(), request.ranges());
        return warm.flatMap(kept -> kept.compile(seen, options, units))
                .map(classes -> new Result(outputs(classes, request.sources()), List.of()))
                .orElseGet(() -> compileAnew(request, seen, options, units));
    }

    private Result compileAnew(Request request, Overlay seen, List<String> options, List<SourceFile> units) {
        RunFiles run = files.forRun(seen);
        ProblemCollector problems = new ProblemCollector();
        StringWriter log = new StringWriter();
        boolean done;
        try {
            done = compiler.getTask(log, run, problems, options, null, units).call();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return refused("javac refuses the project's options: " + e.getMessage());
        } catch (RuntimeException e) {
            return refused("javac or an annotation processor failed: " + (e.getCause() == null ? e : e.getCause()));
        }
        if (!done) {
            return problems.problems().isEmpty() ? refused(log.toString()) : Result.failed(problems.problems());
        }
        return new Result(outputs(run.classes(), request.sources()), List.of());
    }

    private Result refused(String message) {
        String said = message.isBlank() ? "javac failed without a message" : message.strip();
        return Result.failed(List.of(Problem.of(null, said + " (JDK " + System.getProperty("java.home") + ")")));
    }

    private static List<Output> outputs(List<MemoryFile> classes, List<SourceText> sources) {
        return classes.stream()
                .map(file -> new Output(file.name(), file.bytes(), originOf(file, sources)))
                .toList();
    }

    /** Find what a class belongs to. Before JDK 18, javac does not say it of generated ones: then go by the names. */
    private static Path originOf(MemoryFile file, List<SourceText> sources) {
        if (file.origin() != null) {
            return file.origin();
        }
        String simpleName = file.name().substring(file.name().lastIndexOf('.') + 1);
        Path best = sources.get(0).path();
        int bestLength = 0;
        for (SourceText source : sources) {
            String stem = String.valueOf(source.path().getFileName()).replace(".java", "");
            if (stem.length() > bestLength && simpleName.contains(stem)) {
                best = source.path();
                bestLength = stem.length();
            }
        }
        return best;
    }

    private <T> T call(Callable<T> work) throws CompilerException {
        try {
            return thread.submit(work).get();
        } catch (RejectedExecutionException e) {
            throw new CompilerException("The compiler is closed.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompilerException("The compilation was interrupted.", e);
        } catch (ExecutionException e) {
            throw new CompilerException("javac of " + settings.jdkHome() + " failed: " + e.getCause(), e.getCause());
        }
    }

    private void closeFiles() {
        if (files != null) {
            files.close();
        }
    }

    @Override
    public void close() {
        if (!thread.isShutdown()) {
            thread.execute(() -> {
                closeFiles();
                beside.shutdown();
            });
            thread.shutdown();
        }
    }
}
