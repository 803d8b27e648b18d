package org.jurigged.controller.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** A warm javac, in this process or in another. One caller at a time, except for {@link #close()}. */
interface Javac extends AutoCloseable {
    /** Compile sources together; a source that does not compile is a result, no javac to compile with an exception. */
    default Result run(Request request) throws CompilerException {
        return run(List.of(request)).get(0);
    }

    /** Compile what has nothing to do with each other, as far as possible at the same time; the results are in order. */
    List<Result> run(List<Request> requests) throws CompilerException;

    /**
     * As {@link #run(List)}, and has something made of each result as soon as it is there, if possible while others are still
     * being compiled.
     *
     * @param then is called by several threads, and may be called again for the same request
     */
    default <T> List<T> run(List<Request> requests, BiFunction<Request, Result, T> then) throws CompilerException {
        List<Result> results = run(requests);
        return IntStream.range(0, results.size())
                .mapToObj(i -> then.apply(requests.get(i), results.get(i)))
                .toList();
    }

    /** Put classes on top of the class path for all later runs, and hide others. */
    void overlay(Map<String, byte[]> added, Set<String> removed) throws CompilerException;

    /** Stop, also in the middle of a run. Idempotent. */
    @Override
    void close();

    /**
     * One run of javac.
     *
     * @param sources what is compiled, together
     * @param added classes that are shown on top of the overlay for this run
     * @param hidden classes that are hidden for this run
     * @param ranges whether code gets javac's CharacterRangeTable attributes ({@code -Xjcov})
     */
    record Request(List<SourceText> sources, Map<String, byte[]> added, Set<String> hidden, boolean ranges) {
        public Request {
            sources = List.copyOf(sources);
            added = Map.copyOf(added);
            hidden = Set.copyOf(hidden);
        }
    }

    /**
     * What a run made. There are classes or problems, or neither, never both.
     *
     * @param classes the class files
     * @param problems the errors
     */
    record Result(List<Output> classes, List<Problem> problems) {
        public Result {
            classes = List.copyOf(classes);
            problems = List.copyOf(problems);
        }

        static Result failed(List<Problem> problems) {
            return new Result(List.of(), problems);
        }
    }

    /** A class file, by binary name, and the compiled source that it belongs to. */
    @SuppressWarnings("ArrayRecordComponent") // large, never modified and never compared as a whole
    record Output(String name, byte[] bytes, Path source) {}
}
