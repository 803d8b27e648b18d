package org.jurigged.bench.random.text;

import java.util.List;
import java.util.Optional;
import org.jurigged.bench.random.model.Flag;
import org.jurigged.bench.random.model.Hierarchy;
import org.jurigged.bench.random.model.Kind;
import org.jurigged.bench.random.model.Member;
import org.jurigged.bench.random.model.Member.Block;
import org.jurigged.bench.random.model.Member.Constructor;
import org.jurigged.bench.random.model.Member.Field;
import org.jurigged.bench.random.model.Member.Maker;
import org.jurigged.bench.random.model.Member.Method;
import org.jurigged.bench.random.model.Member.ObjectMethod;
import org.jurigged.bench.random.model.Member.Type;
import org.jurigged.bench.random.model.Program;
import org.jurigged.bench.random.model.Ty;

/**
 * Where an expression stands, and what it may use there.
 *
 * @param type the type whose code it is in
 * @param method the method, where it is in one
 * @param self how the object of that type is named: {@code this}, {@code C1.this}; empty where there is none
 * @param params the types of the parameters p0, p1 …
 * @param rank only methods of a lower rank may be called
 * @param pure whether no state may be read or written and nothing be made: the value then depends on the code alone
 * @param sum the name of the running sum; empty where there is none
 * @param own the name of the lambda's parameter; empty outside of lambdas
 */
public record Scope(
        Program program,
        Type type,
        Optional<Method> method,
        String self,
        List<Ty> params,
        int rank,
        boolean pure,
        String sum,
        String own) {
    /** The name of the running sum in a body. */
    static final String SUM = "a";

    private static final String THIS = "this";

    private static final int OBJECT_METHOD_RANK = 1;
    private static final int MAKER_RANK = 2;

    public Scope {
        params = List.copyOf(params);
    }

    /** Returns the scope of the code of a member; the member need not be in the program yet. */
    public static Scope of(Program program, Type type, Member member) {
        if (member instanceof Method method) {
            return of(program, type, method);
        }
        if (member instanceof Maker maker) {
            String self = maker.isStatic() ? "" : THIS;
            return new Scope(program, type, Optional.empty(), self, List.of(Ty.INT), MAKER_RANK, false, "", "x");
        }
        if (member instanceof ObjectMethod) {
            return new Scope(program, type, Optional.empty(), THIS, List.of(), OBJECT_METHOD_RANK, false, "", "");
        }
        return initialiser(program, type, member);
    }

    private static Scope of(Program program, Type type, Method method) {
        boolean isStatic = method.flags().contains(Flag.STATIC);
        return new Scope(
                program,
                type,
                Optional.of(method),
                isStatic ? "" : THIS,
                method.params(),
                method.rank(),
                method.rank() == 0,
                SUM,
                "");
    }

    private static Scope initialiser(Program program, Type type, Member member) {
        boolean isStatic = member instanceof Field field && field.isStatic()
                || member instanceof Block block && block.isStatic()
                || member instanceof Member.Constant;
        List<Ty> params = member instanceof Constructor constructor ? constructor.params() : List.of();
        String sum = member instanceof Field ? "" : SUM;
        return new Scope(program, type, Optional.empty(), isStatic ? "" : THIS, params, 1, true, sum, "");
    }

    /** Returns the scope of a lambda's body. */
    Scope lambda(String capturedSum, String ownParameter) {
        return new Scope(program, type, method, self, params, rank, pure, capturedSum, ownParameter);
    }

    /** Returns the scope of a method of an anonymous or local class in this scope. */
    Scope inside(String capturedSum, String ownParameter) {
        String named = self.isEmpty() ? "" : type.name() + "." + THIS;
        return new Scope(program, type, Optional.empty(), named, params, rank, pure, capturedSum, ownParameter);
    }

    /** Returns the scope of a method of a local record, which captures nothing (JLS 8.10.3). */
    Scope isolated(String ownParameter) {
        return new Scope(program, type, Optional.empty(), "", List.of(), rank, pure, "", ownParameter);
    }

    Hierarchy hierarchy() {
        return new Hierarchy(program);
    }

    /** Returns the type whose object, {@code this} or that around it, has what another type declares. */
    Optional<Type> holder(Type declaring) {
        if (self.isEmpty()) {
            return Optional.empty();
        }
        if (hierarchy().isSubtype(type, declaring)) {
            return Optional.of(type);
        }
        return isInner(program, type)
                ? program.owner(type.id()).filter(outer -> hierarchy().isSubtype(outer, declaring))
                : Optional.empty();
    }

    /** Returns the name of the object of a holder. */
    String nameOf(Type holder) {
        return holder.id() == type.id() ? self : holder.name() + "." + THIS;
    }

    /** Returns the name of a type as it is written in this package. */
    public static String name(Program program, Type type) {
        Optional<Type> outer = program.owner(type.id());
        return outer.map(o -> name(program, o) + "." + type.name()).orElse(type.name());
    }

    /** Returns a type as it is written for a variable. */
    public static String variable(Program program, Type type) {
        return name(program, type) + (type.is(Flag.GENERIC) ? "<String>" : "");
    }

    /** Returns the binary name of a type, without its package (JLS 13.1). */
    public static String binaryName(Program program, Type type) {
        Optional<Type> outer = program.owner(type.id());
        return outer.map(o -> binaryName(program, o) + "$" + type.name()).orElse(type.name());
    }

    /** Whether objects of a type belong to an object of the type around it (JLS 8.1.3). */
    static boolean isInner(Program program, Type type) {
        return type.kind() == Kind.CLASS
                && !type.is(Flag.STATIC)
                && program.owner(type.id())
                        .filter(outer -> outer.kind() != Kind.INTERFACE)
                        .isPresent();
    }
}
