/** Programs as source text. */
package org.jurigged.bench.random.text;
