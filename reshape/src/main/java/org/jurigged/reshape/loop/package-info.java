/** Methods that run again and again, as the user edits them, in the thread that called them. */
package org.jurigged.reshape.loop;
