package org.jurigged.controller.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes messages to a pipe and reads them: four bytes of length, one of kind, then the fields in order. */
final class WorkerWire {
    private static final int CONFIGURE = 1;
    private static final int OVERLAID = 2;
    private static final int RUN = 3;
    private static final int DONE = 4;
    private static final int BROKEN = 5;

    private WorkerWire() {}

    /** Write one message and flush. */
    static void write(OutputStream pipe, WorkerMessage message) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        encode(new DataOutputStream(body), message);
        DataOutputStream out = new DataOutputStream(pipe);
        out.writeInt(body.size());
        body.writeTo(out);
        out.flush();
    }

    /** Wait for a message; a closed pipe is an {@link java.io.EOFException}. */
    static WorkerMessage read(InputStream pipe) throws IOException {
        DataInputStream in = new DataInputStream(pipe);
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return decode(new DataInputStream(new ByteArrayInputStream(body)));
    }

    private static void encode(DataOutputStream out, WorkerMessage message) throws IOException {
        if (message instanceof WorkerMessage.Configure configure) {
            out.writeByte(CONFIGURE);
            writeSettings(out, configure.settings());
        } else if (message instanceof WorkerMessage.Overlaid overlaid) {
            out.writeByte(OVERLAID);
            writeClasses(out, overlaid.added());
            writeStrings(out, overlaid.removed());
        } else if (message instanceof WorkerMessage.Run run) {
            out.writeByte(RUN);
            out.writeInt(run.requests().size());
            for (Javac.Request request : run.requests()) {
                writeRequest(out, request);
            }
        } else if (message instanceof WorkerMessage.Done done) {
            out.writeByte(DONE);
            out.writeInt(done.results().size());
            for (Javac.Result result : done.results()) {
                writeResult(out, result);
            }
        } else if (message instanceof WorkerMessage.Broken broken) {
            out.writeByte(BROKEN);
            writeString(out, broken.message());
        }
    }

    private static WorkerMessage decode(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case CONFIGURE -> new WorkerMessage.Configure(readSettings(in));
            case OVERLAID -> new WorkerMessage.Overlaid(readClasses(in), Set.copyOf(readStrings(in)));
            case RUN -> new WorkerMessage.Run(readList(in, WorkerWire::readRequest));
            case DONE -> new WorkerMessage.Done(readList(in, WorkerWire::readResult));
            case BROKEN -> new WorkerMessage.Broken(readString(in));
            default -> throw new IOException("the compiler process sent a message of unknown kind " + kind);
        };
    }

    private static void writeSettings(DataOutputStream out, CompileSettings settings) throws IOException {
        writePaths(out, settings.classPath());
        out.writeInt(settings.release());
        out.writeBoolean(settings.releaseFlag());
        out.writeBoolean(settings.preview());
        out.writeBoolean(settings.parameters());
        writePaths(out, settings.processorPath());
        out.writeBoolean(settings.annotationProcessing());
        writeStrings(out, settings.options());
        writeString(out, settings.encoding().name());
        writeString(out, settings.jdkHome().toString());
    }

    private static CompileSettings readSettings(DataInputStream in) throws IOException {
        return new CompileSettings(
                readPaths(in),
                in.readInt(),
                in.readBoolean(),
                in.readBoolean(),
                in.readBoolean(),
                readPaths(in),
                in.readBoolean(),
                readStrings(in),
                Charset.forName(readString(in)),
                Path.of(readString(in)));
    }

    private static void writeRequest(DataOutputStream out, Javac.Request request) throws IOException {
        out.writeInt(request.sources().size());
        for (SourceText source : request.sources()) {
            writeString(out, source.path().toString());
            writeString(out, source.text());
        }
        writeClasses(out, request.added());
        writeStrings(out, request.hidden());
        out.writeBoolean(request.ranges());
    }

    private static Javac.Request readRequest(DataInputStream in) throws IOException {
        List<SourceText> sources = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            sources.add(new SourceText(Path.of(readString(in)), readString(in)));
        }
        return new Javac.Request(sources, readClasses(in), new LinkedHashSet<>(readStrings(in)), in.readBoolean());
    }

    private static void writeResult(DataOutputStream out, Javac.Result result) throws IOException {
        out.writeInt(result.classes().size());
        for (Javac.Output output : result.classes()) {
            writeString(out, output.name());
            writeBytes(out, output.bytes());
            writeString(out, output.source().toString());
        }
        out.writeInt(result.problems().size());
        for (Problem problem : result.problems()) {
            writeString(out, problem.file() == null ? "" : problem.file().toString());
            out.writeInt(problem.line());
            out.writeInt(problem.column());
            writeString(out, problem.message());
            writeString(out, problem.sourceLine());
            out.writeInt(problem.caret());
        }
    }

    private static Javac.Result readResult(DataInputStream in) throws IOException {
        List<Javac.Output> classes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            classes.add(new Javac.Output(readString(in), readBytes(in), Path.of(readString(in))));
        }
        List<Problem> problems = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String file = readString(in);
            problems.add(new Problem(
                    file.isEmpty() ? null : Path.of(file),
                    in.readInt(),
                    in.readInt(),
                    readString(in),
                    readString(in),
                    in.readInt()));
        }
        return new Javac.Result(classes, problems);
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    private static <T> List<T> readList(DataInputStream in, Reader<T> item) throws IOException {
        List<T> items = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            items.add(item.read(in));
        }
        return items;
    }

    private static void writeClasses(DataOutputStream out, Map<String, byte[]> classes) throws IOException {
        out.writeInt(classes.size());
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            writeString(out, entry.getKey());
            writeBytes(out, entry.getValue());
        }
    }

    private static Map<String, byte[]> readClasses(DataInputStream in) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            classes.put(readString(in), readBytes(in));
        }
        return classes;
    }

    private static void writePaths(DataOutputStream out, List<Path> paths) throws IOException {
        writeStrings(out, paths.stream().map(Path::toString).toList());
    }

    private static List<Path> readPaths(DataInputStream in) throws IOException {
        return readStrings(in).stream().map(Path::of).toList();
    }

    private static void writeStrings(DataOutputStream out, Collection<String> strings) throws IOException {
        out.writeInt(strings.size());
        for (String string : strings) {
            writeString(out, string);
        }
    }

    private static List<String> readStrings(DataInputStream in) throws IOException {
        List<String> strings = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            strings.add(readString(in));
        }
        return strings;
    }

    /** Write a string of any length, which {@link DataOutputStream#writeUTF} does not. */
    private static void writeString(DataOutputStream out, String string) throws IOException {
        writeBytes(out, string.getBytes(StandardCharsets.UTF_8));
    }

    private static String readString(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
