/** What is told to code that keeps something derived from other code, when that other code has changed; pure. */
package org.jurigged.controller.conform;
