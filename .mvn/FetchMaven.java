import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Prints the path of a Maven that was fetched for this project, and fetches it when it isn't there yet.
 *
 * <p>The {@code mvnw} script runs it as a single source file where the machine has no Maven. It comes from the repository
 * that the user names: {@code MVNW_REPOURL}, as for Maven's own wrapper, or a mirror in {@code ~/.m2/settings.xml}.
 */
final class FetchMaven {
    private static final String NAME = "apache-maven-3.9.12";
    private static final String PATH = "org/apache/maven/apache-maven/3.9.12/" + NAME + "-bin.zip";
    private static final String SHA_512 = "0ef0d074761a55e7b982fd7f2cd6ea2da028289c73156ebd488c0513efbff8a6"
            + "4ac5bc0c11c3b8bbced930ce15238ecef344b0e065ae54f7cdca8c86cf39e736";

    private static final List<String> MIRRORS_OF = List.of("*", "central", "external:*");
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Path settings;
    private final Path places;

    private FetchMaven(Path user) {
        this.settings = user.resolve("settings.xml");
        this.places = user.resolve("wrapper").resolve("dists");
    }

    public static void main(String[] args) {
        try {
            System.out.println(new FetchMaven(Path.of(System.getProperty("user.home"), ".m2")).find());
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private Path find() throws IOException {
        Optional<Path> fetched = fetched();
        if (fetched.isPresent()) {
            return fetched.get();
        }
        List<String> repositories = repositories();
        String problem = "neither MVNW_REPOURL nor a mirror in " + settings + " says where to fetch it from";
        for (String repository : repositories) {
            try {
                return fetch(repository);
            } catch (IOException | IllegalArgumentException e) {
                problem = repository + " does not give it: " + e.getMessage();
            }
        }
        throw new IOException("There is no Maven: no mvn on the PATH, none in MAVEN_HOME, and " + problem
                + ". Install Maven, or set MVNW_REPOURL to the address of a Maven repository.");
    }

    /** Finds one that is there already, from us or from another project's wrapper. */
    private Optional<Path> fetched() throws IOException {
        if (!Files.isDirectory(places)) {
            return Optional.empty();
        }
        try (Stream<Path> found =
                Files.find(places, 5, (file, facts) -> file.endsWith(Path.of(NAME, "bin", "mvn")))) {
            return found.findFirst();
        }
    }

    private List<String> repositories() throws IOException {
        List<String> all = new ArrayList<>();
        Optional.ofNullable(System.getenv("MVNW_REPOURL")).filter(url -> !url.isBlank()).ifPresent(all::add);
        if (Files.isRegularFile(settings)) {
            try {
                NodeList mirrors = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(settings.toFile())
                        .getElementsByTagName("mirror");
                for (int i = 0; i < mirrors.getLength(); i++) {
                    Element mirror = (Element) mirrors.item(i);
                    if (Arrays.stream(text(mirror, "mirrorOf").split(",")).anyMatch(MIRRORS_OF::contains)) {
                        all.add(text(mirror, "url"));
                    }
                }
            } catch (ParserConfigurationException | SAXException e) {
                throw new IOException("Maven's settings in " + settings + " can't be read: " + e.getMessage(), e);
            }
        }
        return all;
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    private Path fetch(String repository) throws IOException {
        Path place = Files.createDirectories(places.resolve(NAME + "-for-jurigged"));
        Path work = Files.createTempDirectory(place, "fetching");
        try {
            System.err.println("Fetching " + NAME);
            Path zip = work.resolve("maven.zip");
            download(repository.replaceAll("/+$", "") + "/" + PATH, zip);
            Path whole = unpack(zip, work.resolve("unpacked")).resolve(NAME);
            whole.resolve("bin").resolve("mvn").toFile().setExecutable(true, false);
            if (!Files.isDirectory(place.resolve(NAME))) {
                Files.move(whole, place.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
            }
            return place.resolve(NAME).resolve("bin").resolve("mvn");
        } finally {
            delete(work);
        }
    }

    private static void download(String url, Path file) throws IOException {
        URLConnection connection = URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try (InputStream content = connection.getInputStream()) {
            Files.copy(content, file);
            byte[] sum = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file));
            if (!HexFormat.of().formatHex(sum).equals(SHA_512)) {
                throw new IOException("what it has as " + url + " is another file than it should be");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-512", e);
        }
    }

    private static Path unpack(Path zip, Path to) throws IOException {
        try (FileSystem content = FileSystems.newFileSystem(zip);
                Stream<Path> entries = Files.walk(content.getPath("/"))) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                Files.copy(entry, to.resolve("." + entry).normalize());
            }
        }
        return to;
    }

    private static void delete(Path tree) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(tree)) {
            deepestFirst = all.sorted((a, b) -> b.compareTo(a)).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
