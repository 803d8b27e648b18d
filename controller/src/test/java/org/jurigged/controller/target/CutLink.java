package org.jurigged.controller.target;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jurigged.agent.Protocol;

/**
 * Stands between the agent in a JVM and its controller, and has nothing go through any more, either way, from one of their
 * frames on: this frame is left out, comes half, or is the last. Who is told then ends the controller's process.
 */
public final class CutLink {
    private static final int NEVER = Integer.MAX_VALUE;
    /** What only asks. */
    private static final Set<Byte> HARMLESS = Set.of(
            Protocol.CLASSES,
            Protocol.PLATFORM_CLASS,
            Protocol.SUPERTYPES,
            Protocol.INITIALISED,
            Protocol.LOCATION,
            Protocol.FILES,
            Protocol.STACKS,
            Protocol.KEPT);

    /** What becomes of the frame at which it is cut. */
    public enum At {
        BEFORE,
        HALF,
        AFTER
    }

    private final Runnable isCut;
    private final Set<Integer> harmless = new HashSet<>();
    private boolean isAny;
    private int left = NEVER;
    private At at = At.BEFORE;

    /** @param isCut called when nothing goes through any more */
    public CutLink(Runnable isCut) {
        this.isCut = isCut;
    }

    /**
     * Cuts at a frame that comes from now on.
     *
     * @param frames how many are let through before it
     * @param all whether these are any frames, and not only those that do something, with their answers
     */
    public synchronized void after(int frames, boolean all, At which) {
        left = frames;
        isAny = all;
        at = which;
    }

    /** Loads the agent into a JVM and returns what is behind it. */
    public Target attach(long pid) throws Exception {
        try (ServerSocketChannel between = ServerSocketChannel.open()) {
            between.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel agent = RawAgent.load(pid);
            SocketChannel controller = SocketChannel.open(between.getLocalAddress());
            SocketChannel other = between.accept();
            pump(agent, other);
            pump(other, agent);
            return AgentTarget.of(controller, RawAgent.jvm(pid), ProcessRoot.of(pid), "it is cut");
        }
    }

    private void pump(SocketChannel from, SocketChannel to) {
        Thread thread = new Thread(
                () -> {
                    try (from;
                            to) {
                        while (true) {
                            pass(read(from), to);
                        }
                    } catch (EOFException | ClosedChannelException e) {
                        // One of them is gone, and the other sees it.
                        return;
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "cut-link");
        thread.setDaemon(true);
        thread.start();
    }

    /** Reads a frame, its length included. */
    private static ByteBuffer read(SocketChannel from) throws IOException {
        ByteBuffer length = fill(ByteBuffer.allocate(Integer.BYTES), from);
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + length.getInt(0));
        return fill(frame.put(length.flip()), from).flip();
    }

    private static ByteBuffer fill(ByteBuffer buffer, SocketChannel from) throws IOException {
        while (buffer.hasRemaining()) {
            if (from.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer;
    }

    private boolean counts(byte kind, int number) {
        if (left == NEVER) {
            return false;
        }
        boolean isAnswer = kind == Protocol.ANSWER || kind == Protocol.FAILURE;
        boolean isHarmless = isAnswer ? harmless.remove(number) : HARMLESS.contains(kind) && harmless.add(number);
        return isAny || !isHarmless;
    }

    /** Holds the lock for good when it has cut: nobody else's frame goes through. */
    private synchronized void pass(ByteBuffer frame, SocketChannel to) throws IOException {
        boolean isNow = counts(frame.get(Integer.BYTES), frame.getInt(Integer.BYTES + 1)) && left-- == 0;
        if (isNow && at == At.BEFORE) {
            frame.limit(0);
        } else if (isNow && at == At.HALF) {
            frame.limit(frame.limit() / 2);
        }
        while (frame.hasRemaining()) {
            to.write(frame);
        }
        if (isNow) {
            isCut.run();
            while (true) {
                LockSupport.park();
            }
        }
    }
}
