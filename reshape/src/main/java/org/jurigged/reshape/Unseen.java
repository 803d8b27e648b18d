package org.jurigged.reshape;

import java.util.Objects;

/**
 * Something that is live for code, and that reflection, or an object that exists, doesn't see, or that was read by
 * reflection or made by an initialiser before.
 *
 * @param code what kind of thing it is
 * @param definition display name of what it concerns: {@code com.acme.Foo.bar(int)}
 * @param reason one clause in lower case without a full stop
 */
public record Unseen(Code code, String definition, String reason) {
    public Unseen {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(reason, "reason");
    }

    /** The kinds. A code is stable, and each is shown by an example in {@code docs/limits.md}. */
    public enum Code {
        /** Who looks for annotated members doesn't find one that is in a companion. */
        J201("annotated member added"),
        /** Templates, JSON and other mappers find properties by their methods. */
        J202("bean property added"),
        /** Reflection shows the new annotation; frameworks ask for most of them once. */
        J203("annotation changed"),
        /** {@code ObjectOutputStream} writes the fields of the loaded class. */
        J204("serialized fields changed"),
        /** {@code Class.getRecordComponents} shows those that were loaded. */
        J205("record components changed"),
        /** {@code Class.isInstance}, injection by type, proxies and the like go by the loaded interfaces. */
        J206("interface added or removed"),
        /** Nobody can tell what a constructor would have given to an object that another one made before. */
        J207("field added that constructors assign"),
        /** Only initialisers that changed run again, and what others gave to their fields was made by the code of then. */
        J208("static field made by code that changed"),
        /** {@code Class.getDeclaredFields} and the like list the members that were loaded. */
        J209("members changed that the program lists by reflection"),
        /** Proxies are made of what reflection shows, which is what was loaded. */
        J210("proxy made after a method was added");

        private final String title;

        Code(String title) {
            this.title = title;
        }

        /** What it is, in a few words. */
        public String title() {
            return title;
        }
    }
}
