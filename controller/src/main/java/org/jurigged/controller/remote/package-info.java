/** Objects of another process of ours, at the other end of a pair of streams; knows nothing of sessions. */
package org.jurigged.controller.remote;
