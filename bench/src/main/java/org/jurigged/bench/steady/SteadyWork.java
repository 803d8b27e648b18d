package org.jurigged.bench.steady;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Runs the work of one variant of one subject, which has a loop of a thousand turns in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SteadyWork {
    /** The folder with the variant's classes. */
    @Param("")
    public String classes;

    private URLClassLoader loader;
    private LongSupplier work;

    @Setup
    public void load() throws IOException, ReflectiveOperationException {
        loader = Variants.loader(Path.of(classes));
        work = Variants.work(loader);
    }

    @Benchmark
    @OperationsPerInvocation(1_000)
    public long run() {
        return work.getAsLong();
    }

    @TearDown
    public void close() throws IOException {
        loader.close();
    }
}
