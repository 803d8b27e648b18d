package org.jurigged.bench.project;

/**
 * A type of a generated project.
 *
 * @param packageName its package
 * @param simpleName its name in it
 */
record TypeName(String packageName, String simpleName) {
    String qualified() {
        return packageName + "." + simpleName;
    }

    /** Returns the path of its source in a source root. */
    String file() {
        return qualified().replace('.', '/') + ".java";
    }
}
