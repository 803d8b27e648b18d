/** Code as it is after a structural edit beside the same code started fresh, in JMH. */
package org.jurigged.bench.steady;
