package org.jurigged.controller.share;

/** Where the lines of a source have gone in its next version. */
public interface LineMoves {
    /** Returns the line that an old line has become, from 1; 0 if it has gone. */
    int moved(int line);
}
