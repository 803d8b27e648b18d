/**
 * The programs that are measured: copied as sources into the projects that are generated, compiled and edited there.
 *
 * <p>They use nothing of the bench but each other.
 */
package org.jurigged.bench.app;
