/** The process in which saves are timed: a controller, started as the script starts it. */
package org.jurigged.bench.save;
