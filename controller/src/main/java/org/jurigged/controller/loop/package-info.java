/** Methods that run again with each save, and what the user says about it. */
package org.jurigged.controller.loop;
