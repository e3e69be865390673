package dev.jnet.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * The docs as static HTML: the README, the pages of {@code src/main/docs}, and the manual pages
 * where Asciidoctor has rendered them. One stylesheet, no script.
 */
final class Site {
  private static final Path DOCS = Path.of("src/main/docs");
  private static final Path MANUAL = Path.of("target/man-html");
  private static final Pattern PAGE = Pattern.compile("^(?:src/main/docs/)?(.*)\\.md(#.*)?$");

  private final List<Extension> extensions =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());
  private final Parser parser = Parser.builder().extensions(extensions).build();
  private final HtmlRenderer renderer = HtmlRenderer.builder().extensions(extensions).build();
  private final TextContentRenderer words = TextContentRenderer.builder().build();
  private final Path folder;

  /** The body of each page, and its title, by the name of its file without an ending. */
  private final Map<String, String> bodies = new TreeMap<>();

  private final Map<String, String> titles = new TreeMap<>();

  /** A site in a folder, which is made where it is not there. */
  Site(Path folder) {
    this.folder = folder;
  }

  /** Writes the site. */
  void write() throws IOException {
    Files.createDirectories(folder.resolve("pictures"));
    try (InputStream style = Site.class.getResourceAsStream("site.css")) {
      Files.copy(style, folder.resolve("site.css"), StandardCopyOption.REPLACE_EXISTING);
    }
    add("index", Path.of("README.md"));
    for (Path page : files(DOCS, ".md")) {
      add(page.getFileName().toString().replace(".md", ""), page);
    }
    for (Path page : files(MANUAL, ".html")) {
      String name = page.getFileName().toString().replace(".html", "");
      titles.put(name, name.replace('-', ' ') + "(1)");
      bodies.put(name, "<h1>" + titles.get(name) + "</h1>\n" + Files.readString(page));
    }
    copy(DOCS, folder);
    copy(DOCS.resolve("pictures"), folder.resolve("pictures"));
    for (String name : bodies.keySet()) {
      Files.writeString(folder.resolve(name + ".html"), page(name));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path picture : files(from, ".svg")) {
      Files.copy(picture, to.resolve(picture.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static List<Path> files(Path in, String ending) throws IOException {
    if (!Files.exists(in)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(in)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private void add(String name, Path page) throws IOException {
    Node document = parser.parse(Files.readString(page));
    document.accept(new Rewriter(name));
    bodies.put(name, renderer.render(document));
  }

  /** Makes links lead to the site's pages, and finds a page's title. */
  private final class Rewriter extends AbstractVisitor {
    private final String name;

    Rewriter(String name) {
      this.name = name;
    }

    @Override
    public void visit(Link link) {
      link.setDestination(PAGE.matcher(link.getDestination()).replaceFirst("$1.html$2"));
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      image.setDestination(image.getDestination().replaceFirst("^src/main/docs/", ""));
      visitChildren(image);
    }

    @Override
    public void visit(Heading heading) {
      titles.putIfAbsent(name, words.render(heading).strip());
      visitChildren(heading);
    }
  }

  private String page(String name) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="stylesheet" href="site.css">
        </head>
        <body>
        <nav>
        <a href="index.html">jnet</a> <a href="symptoms.html">Symptoms</a>
        <details><summary>All pages</summary>
        <ul>
        %s</ul>
        </details>
        </nav>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(titles.get(name), links(), bodies.get(name));
  }

  private String links() {
    List<String> links = new ArrayList<>();
    titles.forEach(
        (name, title) -> links.add("<li><a href=\"" + name + ".html\">" + title + "</a></li>\n"));
    return String.join("", links);
  }
}
