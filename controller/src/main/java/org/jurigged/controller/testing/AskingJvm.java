package org.jurigged.controller.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.target.Attacher;
import org.jurigged.controller.target.Target;

/** A JVM that has run its tests and asked to be kept: it began our process, and talks with it by a pair of streams. */
final class AskingJvm implements TestJvm {
    private final TestChannel channel;

    private AskingJvm(TestChannel channel) {
        this.channel = channel;
    }

    /** How to attach to the one that asked, which there is only one of. */
    record Attaching(long pid, InputStream answers, OutputStream orders, Consumer<Target> joined, Runnable gone)
            implements Source {
        @Override
        public TestJvm next() throws JuriggedException {
            Target target = Attacher.attach(Optional.of(Long.toString(pid)));
            target.start();
            joined.accept(target);
            BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
            hear(lines);
            return new AskingJvm(new TestChannel(() -> next(lines), orders));
        }

        /** That the JVM has ended, or its person has had enough, is heard while no test runs, too. */
        private void hear(BlockingQueue<Optional<String>> lines) {
            Thread reader = new Thread(
                    () -> {
                        try (BufferedReader from = TestChannel.reader(answers)) {
                            for (String line = from.readLine(); line != null; line = from.readLine()) {
                                lines.add(Optional.of(line));
                            }
                        } catch (IOException e) {
                            // As one that ended.
                        }
                        lines.add(Optional.empty());
                        gone.run();
                    },
                    "jurigged-tests-answers");
            reader.setDaemon(true);
            reader.start();
        }

        private static String next(BlockingQueue<Optional<String>> lines) throws IOException {
            try {
                return lines.take().orElse(null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public boolean isRenewable() {
            return false;
        }

        @Override
        public boolean isTest(String className) {
            throw new IllegalStateException("only the JVM knows what it was to run");
        }

        @Override
        public void close() {
            // It is the person's.
        }
    }

    @Override
    public TestChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        // The session lets go of it, and it goes on.
    }
}
