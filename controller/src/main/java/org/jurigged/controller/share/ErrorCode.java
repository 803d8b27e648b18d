package org.jurigged.controller.share;

/** Error codes of the protocol (JDWP specification, "Error Constants"). */
final class ErrorCode {
    static final int INVALID_THREAD = 10;
    static final int THREAD_NOT_SUSPENDED = 13;
    static final int SCHEMA_CHANGE_NOT_IMPLEMENTED = 64;
    static final int ILLEGAL_ARGUMENT = 103;

    private ErrorCode() {}
}
