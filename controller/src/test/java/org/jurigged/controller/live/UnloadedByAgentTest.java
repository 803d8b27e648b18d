package org.jurigged.controller.live;

/** The same, in a program that an agent makes live. */
final class UnloadedByAgentTest extends UnloadedClassesTest {
    @Override
    LiveProgram start() throws Exception {
        return programs().byAgent().start();
    }
}
