package org.jurigged.reshape.form;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jurigged.reshape.Code;
import org.jurigged.reshape.Refusal;
import org.jurigged.reshape.Surroundings;
import org.jurigged.reshape.form.TypeInfo.Member;

/** Which interfaces a loaded class can adopt or drop: those that nobody but the program's own classes knows of. */
final class AdoptionRule {
    private final World world;
    private final Adoptions adoptions;
    private final Surroundings surroundings;

    AdoptionRule(World world, Adoptions adoptions, Surroundings surroundings) {
        this.world = world;
        this.adoptions = adoptions;
        this.surroundings = surroundings;
    }

    /** Returns the interfaces that a class has come to implement, or no longer implements, by an edit. */
    Set<String> changed(TypeInfo before, TypeInfo after) {
        Set<String> was = closure(before.interfaces);
        Set<String> is = closure(after.interfaces);
        Set<String> changed = new LinkedHashSet<>(was);
        changed.addAll(is);
        changed.removeIf(name -> was.contains(name) && is.contains(name));
        return changed;
    }

    private Set<String> closure(List<String> interfaces) {
        Set<String> all = new LinkedHashSet<>(interfaces);
        interfaces.forEach(name -> all.addAll(world.supertypes(name)));
        all.remove("java/lang/Object");
        return all;
    }

    /** Refuses what others would see, or what calls that can't be rewritten would come to see. */
    void check(TypeInfo type, List<Refusal> refusals) {
        Set<String> added = new LinkedHashSet<>(world.supertypes(type.name));
        added.removeAll(world.physicalSupertypes(type.name));
        Set<String> removed = new LinkedHashSet<>(world.physicalSupertypes(type.name));
        removed.removeAll(world.supertypes(type.name));
        int found = refusals.size();
        added.forEach(name -> witness(name).ifPresent(who -> refuse(type, name, "added", who, refusals)));
        removed.forEach(name -> witness(name).ifPresent(who -> refuse(type, name, "removed", who, refusals)));
        String key = refusals.size() > found ? null : adoptions.contradiction(type);
        if (key != null) {
            Member method = new Member(key.substring(0, key.indexOf('(')), key.substring(key.indexOf('(')), 0);
            refusals.add(new Refusal(
                    Code.J103,
                    Display.type(type.name),
                    "interfaces changed, and its "
                            + Display.method(type.name, method.name(), method.type())
                                    .substring(Display.type(type.name).length() + 1)
                            + " is that of another one now"));
        }
    }

    private Optional<String> witness(String name) {
        if (world.type(name) == null) {
            return Optional.of("libraries");
        }
        return surroundings.witness(name.replace('/', '.'));
    }

    private static void refuse(TypeInfo type, String name, String what, String who, List<Refusal> refusals) {
        String sees = what.equals("added") ? " would not see it" : " would go on seeing it";
        refusals.add(new Refusal(
                Code.J103,
                Display.type(type.name),
                "the interface " + Display.type(name) + " was " + what + ", and " + who + sees));
    }
}
