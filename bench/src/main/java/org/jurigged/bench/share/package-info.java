/** Debuggers that send what they like to a JVM that they share, compared with a model of what each of them holds. */
package org.jurigged.bench.share;
