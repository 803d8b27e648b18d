import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws a terminal's screen, as {@code tmux capture-pane -e} gives it, as SVG on stdout. */
class Screen {
    private static final Pattern STYLE = Pattern.compile("\u001b\\[([0-9;]*)m");
    private static final Map<String, String> COLORS = Map.of(
            "31", "#ff6b68", "32", "#8cc265", "33", "#e0b54a", "36", "#4fc1d6", "2", "#8a919c", "1", "#ffffff");
    private static final double WIDTH = 8.4;
    private static final int HEIGHT = 19;

    public static void main(String[] args) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(args[0]), StandardCharsets.UTF_8);
        int last = lines.size();
        while (last > 0 && lines.get(last - 1).isBlank()) {
            last--;
        }
        int columns = lines.stream()
                .mapToInt(line -> STYLE.matcher(line).replaceAll("").length())
                .max()
                .orElse(0);
        long width = Math.round(columns * WIDTH) + 32;
        int height = last * HEIGHT + 32;
        System.out.printf(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%n",
                width, height, width, height);
        System.out.println("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1e2227\"/>");
        System.out.println("<g font-family=\"ui-monospace,Menlo,Consolas,monospace\" font-size=\"14\" fill=\"#d7dae0\""
                + " xml:space=\"preserve\">");
        for (int i = 0; i < last; i++) {
            System.out.printf("<text x=\"16\" y=\"%d\">%s</text>%n", 16 + (i + 1) * HEIGHT - 5, line(lines.get(i)));
        }
        System.out.println("</g></svg>");
    }

    private static String line(String text) {
        StringBuilder out = new StringBuilder();
        Matcher style = STYLE.matcher(text);
        String color = null;
        int at = 0;
        while (style.find()) {
            out.append(span(text.substring(at, style.start()), color));
            for (String code : style.group(1).split(";")) {
                color = COLORS.getOrDefault(code, code.isEmpty() || code.equals("0") || code.equals("39") ? null : color);
            }
            at = style.end();
        }
        return out.append(span(text.substring(at), color)).toString();
    }

    private static String span(String text, String color) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return color == null || escaped.isEmpty() ? escaped : "<tspan fill=\"" + color + "\">" + escaped + "</tspan>";
    }
}
