package org.jurigged.bench.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Maven project without dependencies, compiled: the same one every time.
 *
 * @param directory where its {@code pom.xml} is
 */
public record GeneratedProject(Path directory) {
    /** The class that is edited, in the program {@link org.jurigged.bench.app.Shop}. */
    public static final String TARIFF = "com.acme.Tariff";

    /** The class behind which the shop's work is. */
    public static final String WORKLOAD = "com.acme.Day";

    /** A class that no program loads, in other respects like {@link #TARIFF}. */
    public static final String UNUSED = "com.acme.OldTariff";

    /** A class with a static method that {@link #RATE_USERS} others call. */
    public static final String RATE = "com.acme.Rate";

    /** How many classes use {@link #RATE}. */
    public static final int RATE_USERS = 50;

    /** As {@link #WORKLOAD}; what uses {@link #RATE} is at work as well. */
    public static final String RATED_WORKLOAD = "com.acme.RatedDay";

    /** What edited methods return at first. */
    public static final int FIRST_REVISION = 1000;

    private static final long SEED = 20_26;
    private static final int USED = 4;
    private static final int WORKED = 12;

    /**
     * Writes and compiles the project.
     *
     * @param directory empty or absent
     * @param size how many classes; those of the bench's programs come on top
     * @param programs the folder with the sources of the package {@code org.jurigged.bench.app}
     */
    public static GeneratedProject create(Path directory, int size, Path programs) throws IOException {
        GeneratedProject project = new GeneratedProject(directory);
        Types types = new Types(size);
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("pom.xml"), pom());
        Random random = new Random(SEED);
        TypeText text = new TypeText(random);
        for (int i = 0; i < size; i++) {
            project.write(types.get(i), text.of(types.get(i), types.usedBy(i, random)));
        }
        for (String name : List.of(TARIFF, UNUSED)) {
            TypeName type = typeName(name);
            project.write(type, ShopText.tariff(type, spread(types, USED)));
        }
        project.write(typeName(WORKLOAD), ShopText.workload(typeName(WORKLOAD), spread(types, WORKED)));
        project.writeRated(types);
        project.copy(programs);
        Files.write(
                project.loaded(),
                types.all().stream()
                        .map(TypeName::qualified)
                        .filter(name -> name.hashCode() % 2 == 0)
                        .toList());
        project.compile();
        return project;
    }

    /** The sources' root. */
    public Path sources() {
        return directory.resolve("src/main/java");
    }

    /** The folder of the class files. */
    public Path classes() {
        return directory.resolve("target/classes");
    }

    /** A file with the names of the classes that the shop loads at its start: half of them. */
    public Path loaded() {
        return directory.resolve("loaded.txt");
    }

    /** Returns a source of the project, of which a method's body can be edited. */
    public EditedFile edited(String className) throws IOException {
        return edited(className, EditKind.BODY);
    }

    /** Returns a source of the project that can be edited. */
    public EditedFile edited(String className, EditKind kind) throws IOException {
        return EditedFile.of(source(typeName(className)), kind);
    }

    /** Brings a source of which a method's body was edited, and its class files, back to what they were. */
    public void reset(String className) throws IOException {
        reset(edited(className));
    }

    /** Brings a source that was edited in whatever way since it was read here, and its class files, back. */
    public void reset(EditedFile file) throws IOException {
        file.save(FIRST_REVISION);
        List<Path> sources = new ArrayList<>(List.of(file.file()));
        if (file.file().equals(source(typeName(RATE)))) {
            sources.addAll(usersOfRate());
        }
        new Javac(List.of(classes())).compile(sources, classes());
    }

    /** Returns the sources that use {@link #RATE}. */
    public List<Path> usersOfRate() {
        return rateUsers().stream().map(this::source).toList();
    }

    /** Comes after all else, so that all else is the same with it and without. */
    private void writeRated(Types types) throws IOException {
        TypeName rate = typeName(RATE);
        write(rate, ShopText.rate(rate));
        Random random = new Random(SEED);
        TypeText text = new TypeText(random);
        List<TypeName> worked = spread(types, WORKED);
        for (TypeName user : rateUsers()) {
            List<TypeName> used = types.usedBy(random.nextInt(types.all().size()), random);
            used.add(rate);
            write(user, text.of(user, used));
            worked.add(user);
        }
        write(typeName(RATED_WORKLOAD), ShopText.workload(typeName(RATED_WORKLOAD), worked));
    }

    private static List<TypeName> rateUsers() {
        return IntStream.range(0, RATE_USERS)
                .mapToObj(i -> new TypeName("com.acme.rated", "Charge" + i))
                .toList();
    }

    private Path source(TypeName type) {
        return sources().resolve(type.file());
    }

    private void write(TypeName type, String text) throws IOException {
        Path file = source(type);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void copy(Path programs) throws IOException {
        Path folder = Files.createDirectories(sources().resolve("org/jurigged/bench/app"));
        try (Stream<Path> files = Files.list(programs)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private void compile() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(sources())) {
            tree.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
        }
        new Javac(List.of()).compile(files, Files.createDirectories(classes()));
    }

    /** Returns types of all parts of the project. */
    private static List<TypeName> spread(Types types, int count) {
        List<TypeName> all = types.all();
        List<TypeName> spread = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            spread.add(all.get(i * all.size() / count - 1));
        }
        return spread;
    }

    private static TypeName typeName(String name) {
        int dot = name.lastIndexOf('.');
        return new TypeName(name.substring(0, dot), name.substring(dot + 1));
    }

    private static String pom() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.acme</groupId>
                  <artifactId>shop</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                </project>
                """;
    }
}
