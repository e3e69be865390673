/** {@code jnet walk}: a URL in, the journey to its page out. */
package dev.jnet.command.walk;
