package org.jurigged.controller.project;

/** Says in one clause, without a full stop, why a build tool gave no class path. */
final class UnresolvedException extends Exception {
    private static final long serialVersionUID = 1L;

    UnresolvedException(String clause) {
        super(clause.replaceFirst("[.\\s]+$", ""));
    }
}
