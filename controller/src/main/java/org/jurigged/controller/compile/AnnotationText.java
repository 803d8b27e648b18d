package org.jurigged.controller.compile;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;

/** Writes an annotation, or the default value of an annotation's element, as text to compare. */
final class AnnotationText extends AnnotationVisitor {
    private final StringBuilder text;

    AnnotationText(StringBuilder text) {
        super(Opcodes.ASM9);
        this.text = text;
    }

    @Override
    public void visit(String name, Object value) {
        text.append(name).append('=').append(value.getClass().getSimpleName()).append(' ');
        text.append(AbiReader.text(value)).append(';');
    }

    @Override
    public void visitEnum(String name, String descriptor, String value) {
        text.append(name).append('=').append(descriptor).append(value).append(';');
    }

    @Override
    public AnnotationVisitor visitAnnotation(String name, String descriptor) {
        text.append(name).append("=@").append(descriptor).append('(');
        return this;
    }

    @Override
    public AnnotationVisitor visitArray(String name) {
        text.append(name).append("=(");
        return this;
    }

    @Override
    public void visitEnd() {
        text.append(')');
    }
}
