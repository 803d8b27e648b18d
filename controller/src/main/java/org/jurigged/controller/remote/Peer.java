package org.jurigged.controller.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.OutputStream;
import java.lang.ref.Cleaner;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jurigged.controller.JuriggedException;

/**
 * One end of a pair of streams: each end can call methods of the other's objects.
 *
 * <p>Objects of the shared types stay where they are, and are called there; all else is copied. A call runs on a thread of
 * its own at the other end, and who calls waits for it. Thread-safe. The streams are those of a process that this one
 * started, or was started by: both run the same classes, and trust each other.
 */
public final class Peer implements AutoCloseable {
    /** The object that each end knows of the other from the start. */
    private static final long ROOT = 0;

    private static final Cleaner CLEANER = Cleaner.create(work -> daemon(work, "cleaner"));

    private final String other;
    private final Set<Class<?>> shared;
    private final Link link;
    private final Map<Long, Object> mine = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Object>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong(ROOT);
    private final AtomicLong calls = new AtomicLong();
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> daemon(work, "call"));
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * Begins to answer.
     *
     * @param other who is at the other end, to begin sentences with
     * @param root what the other end can call
     * @param shared interfaces whose objects are called where they are
     */
    public Peer(String other, InputStream in, OutputStream out, Object root, Set<Class<?>> shared) {
        this.other = other;
        this.shared = Set.copyOf(shared);
        mine.put(ROOT, root);
        link = new Link(in, out, this::leaving, this::arriving);
        daemon(this::receive, "reader").start();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, "jurigged-remote-" + name);
        thread.setDaemon(true);
        return thread;
    }

    /** Returns the other end's first object. */
    public <T> T root(Class<T> type) {
        return type.cast(proxy(ROOT, type));
    }

    /** Completes when the other end is gone, or this one is closed. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    private Object leaving(Object object) {
        if (object instanceof Proxy && Proxy.getInvocationHandler(object) instanceof Stub stub && stub.peer() == this) {
            return new Reference.Yours(stub.number);
        }
        for (Class<?> type : shared) {
            if (type.isInstance(object)) {
                long number = numbers.incrementAndGet();
                mine.put(number, object);
                return new Reference.Mine(number, type.getName());
            }
        }
        return object;
    }

    private Object arriving(Object reference) {
        return reference instanceof Reference.Yours own
                ? mine.get(own.number())
                : proxy(((Reference.Mine) reference).number(), type(((Reference.Mine) reference).type()));
    }

    private Class<?> type(String name) {
        return shared.stream()
                .filter(type -> type.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the type " + name + " is not shared"));
    }

    private Object proxy(long number, Class<?> type) {
        Stub stub = new Stub(number, type);
        Object proxy = Proxy.newProxyInstance(Peer.class.getClassLoader(), new Class<?>[] {type}, stub);
        if (number != ROOT) {
            CLEANER.register(proxy, () -> release(number));
        }
        return proxy;
    }

    private void release(long number) {
        try {
            link.send(new Message.Released(number));
        } catch (IOException e) {
            // The other end is gone, and its objects with it.
            return;
        }
    }

    /** An object of the other end. */
    private final class Stub implements InvocationHandler {
        private final long number;
        private final Class<?> type;

        Stub(long number, Class<?> type) {
            this.number = number;
            this.type = type;
        }

        Peer peer() {
            return Peer.this;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "a " + type.getSimpleName() + " in another process";
                };
            }
            return call(number, method, arguments == null ? new Object[0] : arguments);
        }
    }

    private Object call(long target, Method method, Object[] arguments) throws Throwable {
        long call = calls.incrementAndGet();
        CompletableFuture<Object> answer = new CompletableFuture<>();
        waiting.put(call, answer);
        try {
            List<String> parameters = Arrays.stream(method.getParameterTypes())
                    .map(Class::getName)
                    .toList();
            link.send(new Message.Call(call, target, method.getName(), parameters, arguments));
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
        if (ended.isDone()) {
            answer.completeExceptionally(new IOException("it was closed"));
        }
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Called called
                    ? fitting(called.failure.asOurs(), method)
                    : fitting(new JuriggedException(other + " is gone.", e), method);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fitting(new JuriggedException("The wait for an answer was interrupted.", e), method);
        } finally {
            waiting.remove(call);
        }
    }

    /** A method that declares no failure of ours throws an unchecked one. */
    private static Exception fitting(JuriggedException failure, Method method) {
        boolean declared = Arrays.stream(method.getExceptionTypes()).anyMatch(type -> type.isInstance(failure));
        return declared ? failure : new IllegalStateException(failure.getMessage(), failure);
    }

    /** What a call at the other end threw. */
    private static final class Called extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Failure failure;

        Called(Failure failure) {
            super(failure.text(), null, false, false);
            this.failure = failure;
        }
    }

    private void receive() {
        try {
            while (!ended.isDone()) {
                take(link.receive());
            }
        } catch (IOException | RuntimeException e) {
            end(e);
        }
    }

    private void take(Message message) {
        if (message instanceof Message.Call call) {
            workers.execute(() -> answer(call));
        } else if (message instanceof Message.Released released) {
            mine.remove(released.target());
        } else if (message instanceof Message.Returned returned) {
            CompletableFuture<Object> answer = waiting.get(returned.call());
            if (answer != null) {
                answer.complete(returned.result());
            }
        } else if (message instanceof Message.Threw threw) {
            CompletableFuture<Object> answer = waiting.get(threw.call());
            if (answer != null) {
                answer.completeExceptionally(new Called(threw.failure()));
            }
        }
    }

    private void answer(Message.Call call) {
        Message answer;
        try {
            answer = new Message.Returned(call.call(), invoke(call));
        } catch (InvocationTargetException e) {
            answer = new Message.Threw(call.call(), Failure.of(e.getCause()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            answer = new Message.Threw(call.call(), Failure.of(e));
        }
        try {
            send(answer, call);
        } catch (IOException e) {
            end(e);
        }
    }

    /** What can't be sent is told instead. */
    private void send(Message answer, Message.Call call) throws IOException {
        try {
            link.send(answer);
        } catch (NotSerializableException | InvalidClassException e) {
            link.send(new Message.Threw(call.call(), Failure.of(e)));
        }
    }

    private Object invoke(Message.Call call) throws ReflectiveOperationException {
        Object target = mine.get(call.target());
        if (target == null) {
            throw new IllegalStateException("the object that is called is gone");
        }
        for (Class<?> type : target.getClass().getInterfaces()) {
            for (Method method : type.getMethods()) {
                if (method.getName().equals(call.method())
                        && Arrays.stream(method.getParameterTypes())
                                .map(Class::getName)
                                .toList()
                                .equals(call.parameters())) {
                    method.setAccessible(true);
                    return method.invoke(target, call.arguments());
                }
            }
        }
        throw new NoSuchMethodException(call.method());
    }

    private void end(Exception why) {
        ended.complete(null);
        waiting.values().forEach(answer -> answer.completeExceptionally(why));
        workers.shutdown();
    }

    /** Ends it: calls on their way fail, and the streams are left as they are. Idempotent. */
    @Override
    public void close() {
        end(new IOException("it was closed"));
    }
}
