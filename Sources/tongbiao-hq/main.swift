import CommandLineDoor

await DoorRunner.run(Headquarters.self, explain: explainFailure)
