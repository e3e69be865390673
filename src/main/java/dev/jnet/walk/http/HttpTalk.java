package dev.jnet.walk.http;

import dev.jnet.walk.conversation.Talk;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One GET request, and the answer to it (RFC 9112). The body is handed on, not kept. */
public final class HttpTalk implements Talk {
  private static final int MAX_PREVIEW = 512;
  private static final int MAX_INTERIM = 16;
  private static final byte[] NOTHING = {};

  private final String request;
  private final BodySink sink;
  private final long maxBody;
  private HttpHead head = new HttpHead();
  private final ChunkReader chunks = new ChunkReader();
  private Page.Framing framing = Page.Framing.NONE;
  private Page.Fault fault;
  private byte[] preview = {};
  private long announced = -1;
  private long body;
  private long framingBytes;
  private int interim;
  private boolean headDone;
  private boolean over;
  private long requestedAt = -1;
  private long firstAt = -1;
  private long lastAt = -1;

  /**
   * A request that has not been sent.
   *
   * @param agent the value of the User-Agent field
   * @param maxBody the most bytes of a body that are taken
   */
  public HttpTalk(Url url, String agent, BodySink sink, long maxBody) {
    this(url, agent, "", sink, maxBody);
  }

  /**
   * A request that has not been sent, with further header fields.
   *
   * @param agent the value of the User-Agent field
   * @param fields the further fields, each with its end of line
   * @param maxBody the most bytes of a body that are taken
   */
  public HttpTalk(Url url, String agent, String fields, BodySink sink, long maxBody) {
    this.sink = sink;
    this.maxBody = maxBody;
    this.request =
        "GET "
            + url.path()
            + " HTTP/1.1\r\nHost: "
            + url.authority()
            + "\r\nUser-Agent: "
            + agent
            + "\r\nAccept: */*\r\n"
            + fields
            + "\r\n";
  }

  @Override
  public byte[] outgoing(long now) {
    if (requestedAt >= 0) {
      return NOTHING;
    }
    requestedAt = now;
    return request.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void incoming(byte[] data, long at) {
    if (over || fault != null) {
      return; // bytes after the answer belong to no request
    }
    firstAt = firstAt < 0 ? at : firstAt;
    lastAt = at;
    int from = 0;
    while (from < data.length && !over && fault == null) {
      from += headDone ? takeBody(data, from) : takeHead(data, from);
    }
  }

  private int takeHead(byte[] data, int from) {
    int taken = head.take(data, from);
    fault = head.fault();
    if (taken < 0 || fault != null) {
      return data.length - from;
    }
    if (head.status() < 200) {
      interim++;
      if (interim > MAX_INTERIM) {
        fault = Page.Fault.ENDLESS_INTERIM;
        return data.length - from;
      }
      head = new HttpHead(); // an interim answer such as 100 Continue; the final one follows
      return taken;
    }
    headDone = true;
    begin();
    return taken;
  }

  private void begin() {
    if (head.status() == 204 || head.status() == 304) {
      over = true;
    } else if (head.isChunked()) {
      framing = Page.Framing.CHUNKED;
    } else {
      announced = head.length();
      framing = announced >= 0 ? Page.Framing.LENGTH : Page.Framing.UNTIL_CLOSE;
      fault = announced < -1 ? Page.Fault.BAD_LENGTH : fault;
      over = announced == 0;
    }
    fault = announced > maxBody ? Page.Fault.TOO_LARGE : fault;
  }

  private int takeBody(byte[] data, int from) {
    int there = data.length - from;
    switch (framing) {
      case CHUNKED -> {
        int taken = chunks.take(data, from);
        framingBytes += taken - chunks.dataLength();
        pass(data, chunks.dataFrom(), chunks.dataLength());
        over = chunks.isOver() && fault == null;
        fault = chunks.isBroken() ? Page.Fault.BAD_CHUNK : fault;
        return taken;
      }
      case LENGTH -> {
        int count = (int) Math.min(there, announced - body);
        pass(data, from, count);
        over = body == announced && fault == null;
        return there;
      }
      default -> {
        pass(data, from, there);
        return there;
      }
    }
  }

  private void pass(byte[] data, int from, int length) {
    if (length == 0) {
      return;
    }
    if (preview.length < MAX_PREVIEW) {
      int more = Math.min(length, MAX_PREVIEW - preview.length);
      byte[] longer = Arrays.copyOf(preview, preview.length + more);
      System.arraycopy(data, from, longer, preview.length, more);
      preview = longer;
    }
    int taken = (int) Math.min(length, maxBody - body);
    body += taken;
    try {
      sink.take(data, from, taken);
    } catch (IOException notWritten) {
      fault = Page.Fault.NOT_WRITTEN; // the sink's owner has the reason
    }
    fault = taken < length ? Page.Fault.TOO_LARGE : fault;
  }

  @Override
  public void ended(long at) {
    if (over || fault != null) {
      return;
    }
    if (!headDone) {
      fault = head.bytes() == 0 ? Page.Fault.NO_ANSWER : Page.Fault.NOT_HTTP;
    } else if (framing == Page.Framing.UNTIL_CLOSE) {
      over = true;
    } else {
      fault = Page.Fault.SHORT_BODY;
    }
  }

  @Override
  public long steps() {
    return (headDone ? 1 : 0) + body;
  }

  @Override
  public boolean finished() {
    return over || fault == Page.Fault.SHORT_BODY || fault == Page.Fault.NO_ANSWER;
  }

  @Override
  public boolean failed() {
    return fault != null && !finished();
  }

  /** What is known by now. */
  public Page page() {
    return new Page(
        request,
        head.statusLine(),
        headDone ? head.status() : 0,
        List.copyOf(head.fields()),
        head.bytes(),
        framing,
        announced,
        body,
        framingBytes,
        chunks.chunks(),
        preview,
        over,
        Optional.ofNullable(fault),
        requestedAt,
        firstAt,
        lastAt);
  }
}
