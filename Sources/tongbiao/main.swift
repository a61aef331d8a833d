import CommandLineDoor

await DoorRunner.run(OwnerProgram.self, explain: explainFailure)
