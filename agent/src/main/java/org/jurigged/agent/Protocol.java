package org.jurigged.agent;

/**
 * What the agent and the controller say to each other.
 *
 * <p>Frames, each with an {@code int} length, then a {@code byte} for what it is and an {@code int} that a question and its
 * answer have in common. Of the rest, texts are an {@code int} length and UTF-8, byte arrays an {@code int} length and the
 * bytes, and all numbers are big-endian.
 */
public final class Protocol {
    /** The first four bytes from the agent, then comes the secret. */
    public static final int MAGIC = 0x4A554C31;

    /** File in the meeting place that tells where to connect: a line each with kind, address and secret. */
    public static final String ADDRESS_FILE = "address";
    /** File that the agent leaves there if it could not start, with the reason. */
    public static final String FAILED_FILE = "failed";
    /** The kind of address that is the name of a Unix-domain socket in the meeting place. */
    public static final String UNIX = "unix";
    /** The kind of address that is a port of the loopback interface. */
    public static final String TCP = "tcp";

    /** Longest frame. */
    public static final int MOST_BYTES = 256 << 20;

    /** The answer to a question. */
    public static final byte ANSWER = 1;
    /** The question could not be answered: a kind (REFUSED, THROWN, FAILED) and a text follow. */
    public static final byte FAILURE = 2;

    /** Tells of the JVM: options as texts, system properties by name and value, whether {@code hashCode} is native. */
    public static final byte INFO = 10;
    /** Tells which classes came, and which went, since it was asked last; with a byte: whether to look at all of them. */
    public static final byte CLASSES = 11;
    /** Tells the number of a class of the boot loader by its name; 0 if there is none. */
    public static final byte PLATFORM_CLASS = 25;
    /** Tells the names of the direct supertypes of a class. */
    public static final byte SUPERTYPES = 12;
    /** Tells whether a class is initialised. */
    public static final byte INITIALISED = 13;
    /** Tells the URL of a class's code source. */
    public static final byte LOCATION = 14;
    /** Tells the class files that classes run, as the JVM gives them back. */
    public static final byte FILES = 15;
    /** Redefines classes in one step. */
    public static final byte REDEFINE = 16;
    /** Defines classes in the loader of a class, or of one that is about to be defined. */
    public static final byte DEFINE = 17;
    /** Defines a class in the boot loader unless there is one of that name. */
    public static final byte HELPER = 18;
    /** Calls a static method of a helper with a class and texts. */
    public static final byte CALL = 19;
    /** Initialises classes by name in the loader of another one. */
    public static final byte INITIALISE = 20;
    /** Tells the stacks of threads that are in certain classes, by name. */
    public static final byte STACKS = 21;
    /**
     * Says which classes the controller wants to see before they are defined. Tells the numbers of such that were defined
     * since it was said last.
     */
    public static final byte LATE = 22;
    /** Says of which classes the controller wants to hear. */
    public static final byte TELL = 23;
    /** Gives what a class that is about to be defined is to be; an empty array leaves it as it is. */
    public static final byte GO_ON = 24;

    /** Loads classes by name, and initialises none, in the loaders that have others of their packages. */
    public static final byte LOAD = 26;

    /** Tells what a class of the boot loader keeps: loader, key and text of each entry, by the names of class and field. */
    public static final byte KEPT = 27;

    /** Does something about what runs snippets, which a byte says; all but the first name one by its number. */
    public static final byte GUEST = 28;
    /** Begins one: a class file, the others as eight bytes in each number, a class's number or 0. Tells its number. */
    public static final byte GUEST_OPEN = 1;
    /** Asks for something. */
    public static final byte GUEST_ASK = 2;
    /** Waits for what comes of it: whether it is done, what was printed, whether there is an answer, and that. */
    public static final byte GUEST_AWAIT = 3;
    /** Tells the number of the class that was asked for; 0 if there is none. */
    public static final byte GUEST_FOUND = 4;
    /** Interrupts the snippet that runs; tells whether there is one. */
    public static final byte GUEST_INTERRUPT = 5;
    /** Has the snippet that runs throw, if its JVM can do that. */
    public static final byte GUEST_STOP = 6;
    /** Has a request, by its number, no longer be waited for. */
    public static final byte GUEST_LEAVE = 7;
    /** Lets go of one. */
    public static final byte GUEST_CLOSE = 8;

    /** A class is about to be defined, and its thread waits for {@link #GO_ON}. */
    public static final byte LOADING = 40;
    /** A class was defined as it was, though the controller wants to see such; with a byte: whether it may have run. */
    public static final byte MISSED = 41;
    /** A class is about to be defined; nobody waits. */
    public static final byte LOADED = 42;
    /** A class is being redefined by somebody else. */
    public static final byte OTHERS = 43;

    /** The JVM did not take classes. */
    public static final byte REFUSED = 1;
    /** Code of the program threw. */
    public static final byte THROWN = 2;
    /** Anything else. */
    public static final byte FAILED = 3;

    /** An argument that is a text. */
    public static final byte TEXT = 1;
    /** An argument that is a number. */
    public static final byte NUMBER = 2;
    /** An argument that is null. */
    public static final byte NOTHING = 3;

    /** How long a thread of the program waits for the controller at most, in milliseconds. */
    public static final long PATIENCE_MILLIS = 5_000;

    private Protocol() {}
}
