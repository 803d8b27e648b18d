package org.jurigged.controller.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jurigged.controller.JuriggedException;
import org.jurigged.controller.bytecode.MethodTexts;
import org.jurigged.controller.bytecode.RawClass;
import org.jurigged.controller.target.LoadedClass;
import org.jurigged.controller.target.MoveOrder;
import org.jurigged.controller.target.MovePlan;
import org.jurigged.controller.target.MoveResult;
import org.jurigged.controller.target.ThreadStack;
import org.jurigged.reshape.move.Entrance;
import org.jurigged.reshape.move.Entry;
import org.jurigged.reshape.move.LoopMove;
import org.jurigged.reshape.move.MethodCode;
import org.jurigged.reshape.move.MethodMoves;
import org.jurigged.reshape.move.MoveHelper;
import org.jurigged.reshape.move.Moves;

/**
 * The calls under way in one target that a save leaves in old code: which of them go on in the new code when they come to the
 * head of a loop. Planned before the save is applied, begun right after. Used by the session's worker only.
 */
final class FrameMoves {
    /** HotSpot's name for a frame without bytecode. */
    private static final long NATIVE = -1;

    private static final String CALLED_BY_THE_JVM = "the JVM itself or native code has called it";
    private static final String UNKNOWN = "what it runs isn't what its class file says";
    private static final String TOO_LARGE = "with a way into its middle its method would be too large to be compiled";

    private final TargetClasses classes;
    private final boolean isOn;
    private final Map<Method, List<Standing>> standing = new LinkedHashMap<>();
    private final Map<Activation, OldCall> calls = new HashMap<>();
    private final List<Wanted> wanted = new ArrayList<>();
    private final Map<LoadedClass, Map<String, String>> texts = new HashMap<>();
    private final Set<Activation> seen = new HashSet<>();

    private record Method(LoadedClass type, String name, String descriptor) {
        String key() {
            return name + descriptor;
        }

        MethodCode in(byte[] classFile) {
            return new MethodCode(classFile, name, descriptor);
        }
    }

    /**
     * A call that will run old code.
     *
     * @param isKnown whether it is known for sure what it runs
     * @param isStart whether its caller is none that could call again
     * @param isHidden see {@link MoveOrder#hidden()}
     */
    private record Standing(
            Activation activation,
            OldCall call,
            boolean isKnown,
            long offset,
            boolean isStart,
            boolean isHidden,
            String thread) {}

    /**
     * A call that is to move.
     *
     * @param entrance what has to be there for it
     */
    record Wanted(Activation activation, OldCall call, String thread, MoveOrder order, Entrance entrance) {}

    private FrameMoves(TargetClasses classes, boolean isOn) {
        this.classes = classes;
        this.isOn = isOn;
    }

    /**
     * Plans for the calls that stand in methods which these redefinitions change, or that run old code of them already.
     *
     * @param isOn whether frames are to move at all
     */
    static FrameMoves plan(
            TargetClasses classes, Map<LoadedClass, byte[]> redefinitions, List<ThreadStack> stacks, boolean isOn) {
        FrameMoves moves = new FrameMoves(classes, isOn);
        for (ThreadStack stack : stacks) {
            for (int i = 0; i < stack.frames().size(); i++) {
                byte[] latest = redefinitions.get(stack.frames().get(i).type());
                if (latest != null) {
                    moves.look(stack, i, latest);
                }
            }
        }
        moves.standing.forEach((method, those) -> moves.plan(method, those, redefinitions.get(method.type())));
        return moves;
    }

    private void look(ThreadStack stack, int index, byte[] latest) {
        ThreadStack.Frame frame = stack.frames().get(index);
        Activation named = Activation.of(stack, index);
        if (!seen.add(named)) {
            return;
        }
        boolean isOld = frame.obsolete() || classes.calls().isOld(named);
        Optional<OldCall> call = isOld
                ? classes.calls().oldCall(named.unnamed()).map(known -> known.staying(""))
                : classes.states()
                        .running(frame.type())
                        .map(code -> new OldCall(code, frame.method(), frame.descriptor()));
        if (call.isEmpty() || !isOld && !changes(frame, call.get(), latest)) {
            return;
        }
        boolean isStart = index + 1 == stack.frames().size()
                || stack.frames().get(index + 1).codeIndex() == NATIVE;
        boolean isHidden =
                !frame.obsolete() && !classes.states().history(frame.type()).isEmpty();
        Method method = new Method(frame.type(), call.get().method(), call.get().descriptor());
        standing.computeIfAbsent(method, m -> new ArrayList<>())
                .add(new Standing(
                        named.unnamed(),
                        call.get(),
                        isPlain(frame.type(), latest)
                                && (isOld || classes.states().runs(frame.type(), frame.method(), frame.descriptor())),
                        frame.codeIndex(),
                        isStart,
                        isHidden,
                        stack.thread()));
    }

    /** Whether nothing else is put before the methods of a class, as it is for those that are looped. */
    private boolean isPlain(LoadedClass type, byte[] latest) {
        return classes.asRun(type, latest) == latest;
    }

    private boolean changes(ThreadStack.Frame frame, OldCall call, byte[] latest) {
        String method = call.method() + call.descriptor();
        Map<String, String> now = texts.computeIfAbsent(frame.type(), type -> MethodTexts.of(latest));
        String before = MethodTexts.of(call.code().bytes()).get(method);
        return !String.valueOf(before).equals(now.get(method));
    }

    private void plan(Method method, List<Standing> those, byte[] latest) {
        Map<CodeVersion, MethodMoves> versions = new LinkedHashMap<>();
        for (Standing one : those) {
            versions.computeIfAbsent(one.call().code(), code -> Moves.plan(method.in(code.bytes()), method.in(latest)));
        }
        Map<CodeVersion, Integer> firsts = new HashMap<>();
        List<Entry> entries = new ArrayList<>();
        int room = 0;
        for (Map.Entry<CodeVersion, MethodMoves> version : versions.entrySet()) {
            room = Math.max(room, version.getValue().room() + 1);
            boolean any = those.stream()
                    .anyMatch(one -> one.call().code() == version.getKey() && mayMove(one, version.getValue()));
            if (any) {
                firsts.put(version.getKey(), entries.size());
                version.getValue().movable().stream()
                        .map(LoopMove.Movable::entry)
                        .forEach(entries::add);
            }
        }
        Entrance entrance = new Entrance(
                method.name(), method.descriptor(), classes.entrances().newKey(), entries, room);
        boolean isThere = new RawClass(latest).methodNames().contains(method.key());
        boolean fits = isThere && entrance.addTo(latest, MoveHelper.HANDOVER).isPresent();
        Map<CodeVersion, MovePlan> plans = new HashMap<>();
        for (Standing one : those) {
            CodeVersion code = one.call().code();
            MethodMoves moves = versions.get(code);
            if (!fits || !mayMove(one, moves)) {
                calls.put(one.activation(), one.call().staying(obstacle(one, moves, fits)));
                continue;
            }
            MovePlan plan = plans.computeIfAbsent(
                    code,
                    c -> new MovePlan(
                            method.type(),
                            method.name(),
                            method.descriptor(),
                            entrance.key(),
                            firsts.get(c),
                            moves.movable(),
                            moves.room()));
            want(one, plan, entrance);
        }
        if (fits && isOn) {
            classes.entrances().plan(method.type(), List.of(entrance));
        }
    }

    private void want(Standing one, MovePlan plan, Entrance entrance) {
        calls.put(one.activation(), one.call().moving());
        MoveOrder order =
                new MoveOrder(one.activation().thread(), one.activation().height(), plan, one.isHidden());
        wanted.add(new Wanted(one.activation(), one.call(), one.thread(), order, entrance));
    }

    private boolean mayMove(Standing one, MethodMoves moves) {
        return isOn && !one.isStart() && one.isKnown() && moves.mayMove((int) one.offset());
    }

    private String obstacle(Standing one, MethodMoves moves, boolean fits) {
        int offset = (int) one.offset();
        if (!isOn || moves.around(offset).isEmpty() && !moves.mayMove(offset)) {
            return "";
        }
        if (!one.isKnown()) {
            return UNKNOWN;
        }
        return one.isStart() ? CALLED_BY_THE_JVM : moves.reason(offset).orElse(fits ? "" : TOO_LARGE);
    }

    /** Whether code of ours has to be there before the save is applied. */
    boolean isAny() {
        return !wanted.isEmpty();
    }

    /** Gives up all moves, before the save is applied. */
    void giveUp(String reason) {
        wanted.forEach(w -> calls.put(w.activation(), w.call().staying(reason)));
        wanted.clear();
        classes.entrances().unplan();
    }

    /** Returns what is known of the calls that run old code now, each named without its method. */
    Map<Activation, OldCall> calls() {
        return calls;
    }

    /**
     * Begins to move, once the save is applied.
     *
     * @param told is told what became of each call, on a thread of the target's
     */
    void begin(BiConsumer<Wanted, MoveResult> told) throws JuriggedException {
        Set<Wanted> possible = new HashSet<>();
        for (Wanted one : wanted) {
            if (classes.entrances().leadsIn(one.order().plan().type(), one.entrance())) {
                possible.add(one);
            } else {
                calls.put(one.activation(), one.call().staying("the JVM didn't take the way into its new code"));
            }
        }
        classes.entrances().unplan();
        List<Wanted> all = wanted.stream().filter(possible::contains).toList();
        if (all.isEmpty()) {
            return;
        }
        List<CompletableFuture<MoveResult>> results =
                classes.target().move(all.stream().map(Wanted::order).toList());
        for (int i = 0; i < all.size(); i++) {
            Wanted one = all.get(i);
            results.get(i).thenAccept(result -> told.accept(one, result));
        }
    }
}
