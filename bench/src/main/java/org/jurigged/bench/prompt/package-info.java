/** What runs in a process of its own to measure a prompt. */
package org.jurigged.bench.prompt;
