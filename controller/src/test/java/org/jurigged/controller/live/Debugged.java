package org.jurigged.controller.live;

/** A program that a {@link DebugScript} debugs. */
interface Debugged {
    String TYPE = "desk.Desk";
    String SOURCE = """
            package desk;

            public class Desk {
                static int total;

                private final String name = "front";
                int served;

                public static String serve(String count) {
                    Desk desk = new Desk();
                    int sum = 0;
                    for (int i = 0; i < Integer.parseInt(count); i++) {
                        sum = desk.add(sum, i);
                    }
                    total = sum;
                    try {
                        desk.fail(sum);
                    } catch (IllegalStateException e) {
                        sum = -sum;
                    }
                    return desk.name + sum;
                }

                int add(int sum, int by) {
                    int next = sum + by;
                    served++;
                    return next;
                }

                void fail(int sum) {
                    throw new IllegalStateException("no " + sum);
                }

                int twice(int value) {
                    return value * 2;
                }

                static int spare() {
                    return 0;
                }
            }
            """;

    /** Returns the port to attach to. */
    int port() throws Exception;

    /** Waits until the program is rid of the debugger, where it is not with the debugger's last answer. */
    void detached() throws Exception;

    String call(String method, String... arguments) throws Exception;

    /** Lets jurigged, if it is there, edit the class, in lines behind all that the script stops at. */
    void edit();
}
