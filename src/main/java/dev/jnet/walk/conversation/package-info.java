/**
 * A TCP connection made of jnet's own packets: it is opened, used and closed, and every segment is
 * recorded.
 *
 * <p>{@link dev.jnet.walk.conversation.Conversation} is the diagnosis. It asks a {@link
 * dev.jnet.walk.conversation.Talk} for bytes to send, and hands it the bytes that came. {@code
 * Chronicle} keeps the segments. {@code StallWatch} notes which sizes arrive, so that a stall can
 * be explained.
 */
package dev.jnet.walk.conversation;
