/**
 * A TCP connection over our own packets: opened, talked over, closed, and every segment of it
 * recorded.
 *
 * <p>{@link dev.jnet.walk.conversation.Conversation} is the diagnosis. It asks a {@link
 * dev.jnet.walk.conversation.Talk} what to say and hands it what came; {@code Chronicle} keeps the
 * segments, and {@code StallWatch} notes which sizes get through, so that a stall can be explained.
 */
package dev.jnet.walk.conversation;
