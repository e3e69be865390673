/** {@code jnet walk}: reads a URL, and prints the journey to its page. */
package dev.jnet.command.walk;
