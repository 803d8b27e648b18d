package org.jurigged.diff;

import com.github.javaparser.Position;
import java.util.Arrays;

/**
 * The declarations of a source text, as the parser is to see them: on one line, without comments, string contents and
 * the insides of every brace that is not a type's.
 *
 * <p>Statements are most of a source and none of its structure. Leaving them out makes parsing several times faster
 * and lets no syntax inside a body fail it. Since all is on one line, a column is an offset here and leads back to
 * the token of the source.
 */
final class Skeleton {
    private final Tokens tokens;
    private final StringBuilder source = new StringBuilder();
    private int[] columns;
    private int[] originals;
    private int count;

    private Skeleton(Tokens tokens) {
        this.tokens = tokens;
        columns = new int[tokens.count() / 2 + 16];
        originals = new int[columns.length];
    }

    /** Leave out what stands in bodies, initialiser blocks and arrays. */
    static Skeleton of(Tokens tokens) {
        Skeleton skeleton = new Skeleton(tokens);
        int parentheses = 0;
        boolean type = false;
        for (int token = 0; token < tokens.count(); token++) {
            skeleton.add(token);
            char c = tokens.first(token);
            if (c == '(') {
                parentheses++;
            } else if (c == ')') {
                parentheses--;
            } else if (c == '{' && (parentheses > 0 || !type)) {
                token = tokens.closing(token);
                skeleton.add(token);
            } else if (parentheses == 0) {
                type = c != '{' && c != '}' && c != ';' && (type || tokens.isTypeKeyword(token));
            }
        }
        return skeleton;
    }

    /** Leave out nothing but comments and white space. */
    static Skeleton whole(Tokens tokens) {
        Skeleton skeleton = new Skeleton(tokens);
        for (int token = 0; token < tokens.count(); token++) {
            skeleton.add(token);
        }
        return skeleton;
    }

    private void add(int token) {
        if (count == columns.length) {
            columns = Arrays.copyOf(columns, count * 2);
            originals = Arrays.copyOf(originals, count * 2);
        }
        Tokens.separate(source, tokens.first(token));
        columns[count] = source.length();
        originals[count++] = token;
        source.append(tokens.isString(token) ? "\"\"" : tokens.text(token));
    }

    String source() {
        return source.toString();
    }

    /** The token of the source that a position in this text lies in. */
    int token(Position position) {
        int found = Arrays.binarySearch(columns, 0, count, position.column - 1);
        return originals[found >= 0 ? found : Math.max(0, -found - 2)];
    }
}
