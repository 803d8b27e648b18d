package org.jurigged.reshape.form.template;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.Charset;

/**
 * Stands in {@code System.out}'s and {@code System.err}'s place while looped methods run, and takes what their threads
 * write. Goes into {@code java.lang}.
 */
public final class LiveLoopOut extends OutputStream {
    private static final Object LOCK = new Object();
    private static int running;
    private static volatile LiveLoopOut out;
    private static volatile LiveLoopOut err;

    private final boolean isErr;
    private final PrintStream original;
    private final PrintStream standIn;

    private LiveLoopOut(boolean isErr, PrintStream original, Charset charset) {
        this.isErr = isErr;
        this.original = original;
        this.standIn = new PrintStream(this, true, charset);
    }

    /** A run begins. */
    static void begin() {
        synchronized (LOCK) {
            if (running++ == 0) {
                out = of(false, System.out);
                err = of(true, System.err);
                if (out != null) {
                    System.setOut(out.standIn);
                }
                if (err != null) {
                    System.setErr(err.standIn);
                }
            }
        }
    }

    /** A run has ended. */
    static void end() {
        synchronized (LOCK) {
            if (--running == 0) {
                // What the program itself has put there stays.
                if (out != null && System.out == out.standIn) {
                    System.setOut(out.original);
                }
                if (err != null && System.err == err.standIn) {
                    System.setErr(err.original);
                }
            }
        }
    }

    /** A stream of another class may do more with what is printed than write it. */
    private static LiveLoopOut of(boolean isErr, PrintStream stream) {
        Charset charset = stream == null || stream.getClass() != PrintStream.class ? null : charset(stream);
        return charset == null ? null : new LiveLoopOut(isErr, stream, charset);
    }

    private static Charset charset(PrintStream stream) {
        try {
            Field field = PrintStream.class.getDeclaredField("charOut");
            field.setAccessible(true);
            return Charset.forName(((OutputStreamWriter) field.get(stream)).getEncoding());
        } catch (ReflectiveOperationException | IllegalArgumentException | NullPointerException e) {
            return null;
        }
    }

    static String decoded(byte[] bytes) {
        LiveLoopOut any = out;
        return new String(bytes, any == null ? Charset.defaultCharset() : any.standInCharset());
    }

    private Charset standInCharset() {
        Charset known = charset(standIn);
        return known == null ? Charset.defaultCharset() : known;
    }

    /** Writes to the program's own stream. */
    static void pass(boolean isErr, byte[] bytes) {
        LiveLoopOut stream = isErr ? err : out;
        if (stream != null && bytes.length > 0) {
            stream.original.write(bytes, 0, bytes.length);
            stream.original.flush();
        }
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        LiveLoop run = LiveLoop.current();
        if (run == null) {
            original.write(bytes, from, length);
        } else {
            run.written(isErr, bytes, from, length);
        }
    }

    @Override
    public void flush() {
        if (LiveLoop.current() == null) {
            original.flush();
        }
    }
}
