import java.util.Arrays;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Context;

/** Runs a program on Espresso, started like {@code java}: what that takes and Espresso doesn't is left out. */
public final class EspressoLauncher {
    private static final String DEBUG = "-agentlib:jdwp=";

    private EspressoLauncher() {}

    public static void main(String[] args) {
        Context.Builder guest = Context.newBuilder("java")
                .allowAllAccess(true)
                .allowExperimentalOptions(true)
                .option("engine.WarnInterpreterOnly", "false")
                .option("java.EnableAdvancedRedefinition", "true")
                .option("java.ExitHost", "true");
        int at = 0;
        for (; args[at].startsWith("-"); at++) {
            String option = args[at];
            if (option.startsWith(DEBUG)) {
                guest.option("java.JDWPOptions", debugging(option.substring(DEBUG.length())));
            } else if (option.equals("-cp") || option.equals("-classpath")) {
                at++;
                guest.option("java.Classpath", args[at]);
            } else if (option.startsWith("-D")) {
                String[] property = option.substring(2).split("=", 2);
                guest.option("java.Properties." + property[0], property.length == 1 ? "" : property[1]);
            }
        }
        try (Context context = guest.build()) {
            Object arguments = Arrays.copyOfRange(args, at + 1, args.length);
            context.getBindings("java").getMember(args[at]).invokeMember("main", arguments);
        }
    }

    private static String debugging(String options) {
        return Arrays.stream(options.split(","))
                .filter(option -> option.matches("(transport|server|suspend|address)=.*"))
                .collect(Collectors.joining(","));
    }
}
