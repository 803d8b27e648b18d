package org.jurigged.controller.live;

import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Tests that share one program on each JDK; each test edits classes of its own. */
@OnEachJdk
abstract class LiveTestCase {
    @Parameter
    int feature;

    LiveProgram program;

    /** Makes the program. */
    abstract LiveProgram start() throws Exception;

    @BeforeParameterizedClassInvocation
    void open() throws Exception {
        program = start();
    }

    @AfterParameterizedClassInvocation
    void close() throws Exception {
        if (program != null) {
            program.close();
            program = null;
        }
    }
}
