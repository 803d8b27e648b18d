/** Makes the projects that are measured. */
package org.jurigged.bench.project;
