package org.jurigged.reshape;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jurigged.reshape.Realm.Lineage;
import org.jurigged.reshape.Realm.Shaped;
import org.jurigged.reshape.Schema.Attributes;
import org.jurigged.reshape.Schema.Component;
import org.jurigged.reshape.Schema.Member;

/** A reshaped class, or a class file, as one line of text, packed. Only the version that wrote it reads it. */
final class ShapedText {
    private ShapedText() {}

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    static String of(byte[] classFile) {
        return packed(out -> bytes(out, classFile));
    }

    static byte[] classFile(String text) {
        return unpacked(text, ShapedText::bytes);
    }

    static String of(Shaped shaped) {
        return packed(out -> {
            schema(out, shaped.schema());
            bytes(out, shaped.physical());
            same(out, shaped.identified(), shaped.physical());
            same(out, shaped.bare(), shaped.physical());
            texts(out, shaped.lineage().fields());
            texts(out, shaped.lineage().methods());
        });
    }

    static Shaped shaped(String text) {
        return unpacked(text, in -> {
            Schema schema = schema(in);
            byte[] physical = bytes(in);
            byte[] identified = same(in, physical);
            byte[] bare = same(in, physical);
            return new Shaped(schema, identified, physical, bare, new Lineage(texts(in), texts(in)));
        });
    }

    private static String packed(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static <T> T unpacked(String text, Reading<T> reading) {
        byte[] bytes = Base64.getDecoder().decode(text);
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("what was kept of a class can't be read: " + e.getMessage(), e);
        }
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private static void same(DataOutputStream out, byte[] bytes, byte[] as) throws IOException {
        boolean same = Arrays.equals(bytes, as);
        out.writeBoolean(same);
        if (!same) {
            bytes(out, bytes);
        }
    }

    private static byte[] same(DataInputStream in, byte[] as) throws IOException {
        return in.readBoolean() ? as : bytes(in);
    }

    private static void schema(DataOutputStream out, Schema schema) throws IOException {
        out.writeUTF(schema.name());
        out.writeInt(schema.access());
        text(out, schema.superName());
        texts(out, schema.interfaces());
        members(out, schema.fields());
        members(out, schema.methods());
        out.writeBoolean(schema.attributes() != null);
        if (schema.attributes() != null) {
            attributes(out, schema.attributes());
        }
    }

    private static Schema schema(DataInputStream in) throws IOException {
        return new Schema(
                in.readUTF(),
                in.readInt(),
                text(in),
                list(in),
                members(in),
                members(in),
                in.readBoolean() ? attributes(in) : null);
    }

    private static void attributes(DataOutputStream out, Attributes attributes) throws IOException {
        text(out, attributes.nestHost());
        texts(out, attributes.nestMembers());
        out.writeBoolean(attributes.components() != null);
        if (attributes.components() != null) {
            out.writeInt(attributes.components().size());
            for (Component component : attributes.components()) {
                out.writeUTF(component.name());
                out.writeUTF(component.descriptor());
                text(out, component.signature());
            }
        }
        texts(out, attributes.permittedSubclasses());
    }

    private static Attributes attributes(DataInputStream in) throws IOException {
        String nestHost = text(in);
        List<String> nestMembers = list(in);
        List<Component> components = null;
        if (in.readBoolean()) {
            components = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                components.add(new Component(in.readUTF(), in.readUTF(), text(in)));
            }
        }
        return new Attributes(nestHost, nestMembers, components, list(in));
    }

    private static void members(DataOutputStream out, List<Member> members) throws IOException {
        out.writeInt(members.size());
        for (Member member : members) {
            out.writeUTF(member.name());
            out.writeUTF(member.descriptor());
            out.writeInt(member.access());
        }
    }

    private static List<Member> members(DataInputStream in) throws IOException {
        List<Member> members = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            members.add(new Member(in.readUTF(), in.readUTF(), in.readInt()));
        }
        return members;
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> list(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    private static void texts(DataOutputStream out, Map<String, String> texts) throws IOException {
        out.writeInt(texts.size());
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
    }

    private static Map<String, String> texts(DataInputStream in) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.put(in.readUTF(), in.readUTF());
        }
        return texts;
    }
}
