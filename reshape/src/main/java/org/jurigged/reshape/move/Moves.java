package org.jurigged.reshape.move;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jurigged.reshape.form.Frames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Decides how the loops of a method's old code go on in its new code.
 *
 * <p>A loop goes on when a turn of it begins: there the operand stack is empty and all it knows is in its local variables.
 * The method is called again with the arguments of the frame that is taken off (JVMTI PopFrame), and {@link Entrance} leads
 * to the head of the loop in the new code, with the same {@code this} and the same values. Stateless, threads may share it.
 */
public final class Moves {
    private final MethodBody before;
    private final MethodBody after;
    private final LoopPairs pairs;
    private final boolean byNumber;
    private final Liveness liveBefore;
    private final Liveness liveAfter;

    private Moves(MethodBody before, MethodBody after) {
        this.before = before;
        this.after = after;
        Loops old = Loops.of(before);
        Loops latest = Loops.of(after);
        this.liveBefore = new Liveness(before);
        this.liveAfter = new Liveness(after);
        this.byNumber = !before.hasNames() && before.code().maxLocals > 0;
        this.pairs =
                byNumber ? LoopPairs.samePlaces(before, old, after, latest) : LoopPairs.of(before, old, after, latest);
    }

    /**
     * Plan for every loop of the old code.
     *
     * @param before the method as the frame runs it, which may have an {@link Entrance} of its own
     * @param after the method as it is run from now on, without an {@link Entrance}; compiled with {@code -g}
     * @return no loops if the one or the other has no such method
     * @throws IllegalArgumentException if one of them is no class file
     */
    public static MethodMoves plan(MethodCode before, MethodCode after) {
        MethodBody old = OffsetReader.read(before);
        MethodBody young = OffsetReader.read(after);
        if (old == null || young == null) {
            return new MethodMoves(List.of(), old == null ? 0 : old.code().maxLocals);
        }
        Optional<String> reason = obstacle(old, young);
        List<LoopMove> loops = new ArrayList<>();
        if (reason.isPresent()) {
            Loops.of(old).all().forEach(l -> loops.add(new LoopMove.Stays(new Extent(old, l), reason.get())));
        } else {
            Moves moves = new Moves(old, young);
            moves.pairs.before().forEach(l -> loops.add(moves.move(l)));
        }
        return new MethodMoves(loops, old.code().maxLocals);
    }

    /** Why nothing of a method can move. */
    private static Optional<String> obstacle(MethodBody old, MethodBody young) {
        if (old.code().name.equals("<init>")) {
            return Optional.of("a constructor can't be entered behind its call of another one");
        } else if (old.code().name.equals("<clinit>")) {
            return Optional.of("the JVM itself calls a static initialiser");
        } else if (old.is(Opcodes.ACC_SYNCHRONIZED) || young.is(Opcodes.ACC_SYNCHRONIZED)) {
            return Optional.of("it holds a monitor");
        } else if (!old.code().desc.equals(young.code().desc) || old.isInstance() != young.isInstance()) {
            return Optional.of("its parameters are others");
        }
        return Optional.empty();
    }

    private LoopMove move(Loop old) {
        Extent extent = new Extent(before, old);
        try {
            Loop young = pairs.latest(old);
            if (young == null) {
                throw new CannotMove(pairs.reason(old));
            }
            check(before, old);
            check(after, young);
            if (!cleanUps(before, old).equals(cleanUps(after, young))) {
                throw new CannotMove("what is done at the end of a try around it is new, or gone");
            }
            if (byNumber && !sameUpTo(old, young)) {
                throw new CannotMove("the old class doesn't tell the names of local variables");
            }
            Head oldHead = Head.of(before, old, liveBefore);
            Head head = Head.of(after, young, liveAfter);
            checkArguments(oldHead);
            Entry entry = new Entry(head.offset(), new LocalPairs(oldHead, head, byNumber).fills());
            return new LoopMove.Movable(extent, head.line(), entry.saved(), entry);
        } catch (CannotMove e) {
            return new LoopMove.Stays(extent, e.getMessage());
        }
    }

    private static void check(MethodBody body, Loop loop) throws CannotMove {
        if (body.stackMap(loop.head()) == null) {
            throw new CannotMove("its class has no stack maps, as those for Java 5 and before");
        } else if (!body.stackMap(loop.head()).stack.isEmpty()) {
            throw new CannotMove("something is on the operand stack when a turn begins");
        } else if (new Monitors(body).isHeld(loop.head())) {
            throw new CannotMove("it holds a monitor");
        }
    }

    /** The handlers around a loop that catch everything, as those of finally and try-with-resources do. */
    private static List<String> cleanUps(MethodBody body, Loop loop) {
        int head = body.real(loop.head());
        List<Integer> handlers = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (TryCatchBlockNode block : body.code().tryCatchBlocks) {
            boolean around = body.index(block.start) <= head && head < body.index(block.end);
            boolean all = block.type == null || block.type.equals("java/lang/Throwable");
            if (around && all && !handlers.contains(body.index(block.handler))) {
                handlers.add(body.index(block.handler));
                types.add(String.valueOf(block.type));
            }
        }
        return types;
    }

    private boolean sameUpTo(Loop old, Loop young) {
        List<String> one = upTo(before, old);
        return one.equals(upTo(after, young))
                && Objects.equals(before.stackMap(old.head()).local, after.stackMap(young.head()).local);
    }

    private static List<String> upTo(MethodBody body, Loop loop) {
        Words words = new Words(body, Set.of());
        List<String> code = new ArrayList<>();
        for (int at = body.first(); at < loop.head(); at++) {
            if (body.insn(at).getOpcode() >= 0) {
                code.add(words.withNumbers(at));
            }
        }
        return code;
    }

    /** The call is made again with what is in the variables of the parameters, which must be of the parameters' types. */
    private void checkArguments(Head head) throws CannotMove {
        int number = 0;
        List<Type> types = new ArrayList<>(List.of(Type.getArgumentTypes(before.code().desc)));
        if (before.isInstance()) {
            types.add(0, Type.getObjectType(before.owner().name));
        }
        for (Type type : types) {
            Object expected = Frames.of(type);
            if (head.at(number).filter(s -> s.verified().equals(expected)).isEmpty()) {
                throw new CannotMove("the variable of an argument holds something else");
            }
            number += type.getSize();
        }
    }
}
