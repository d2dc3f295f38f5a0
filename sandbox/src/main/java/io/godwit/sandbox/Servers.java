package io.godwit.sandbox;

/** Where servers come from. */
interface Servers {
    KafkaServer kafka(KafkaOptions options);

    SearchServer search(SearchOptions options);

    RegistryServer registry();
}
