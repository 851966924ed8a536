// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

import {P256Precompile} from "../../src/session/P256Precompile.sol";
import {P256Sha256Verifier} from "../../src/session/P256Sha256Verifier.sol";
import {Artifacts} from "../support/Artifacts.sol";

/// @dev Project Wycheproof's ECDSA tests for P-256 with SHA-256 (see vectors/README.md), through the deployed verifier
/// and through the module's own call to the precompile. With the precompile; the contract below tests without it.
contract P256WycheproofTest is Artifacts {
    struct Row {
        string what;
        bytes32 result;
        bytes key;
        bytes32 digest;
        bytes signature;
    }

    /// @dev The number of rows of each kind: a missing file, or a missing half of it, must not pass.
    struct Count {
        uint256 rows;
        uint256 low;
        uint256 high;
        uint256 invalid;
        uint256 acceptable;
    }

    P256Sha256Verifier private _verifier;

    function setUp() public virtual {
        _verifier = P256Sha256Verifier(vm.deployCode(artifact("P256Sha256Verifier")));
    }

    /// @dev Whether {P256Precompile} can accept anything here.
    function _hasPrecompile() internal pure virtual returns (bool) {
        return true;
    }

    function test_everyTestOfTheRawFile() public {
        Count memory count = _run("p1363");
        assertEq(count.rows, 219, "all tests of the file");
        assertEq(count.low, 79, "valid, low s");
        assertEq(count.high, 67, "valid, high s");
        assertEq(count.invalid, 69, "invalid");
        assertEq(count.acceptable, 4, "acceptable");
    }

    function test_everyTestOfTheDerFile_thatIsDer() public {
        Count memory count = _run("der");
        assertEq(count.rows, 218, "of 387, those with r and s of 32 bytes in right DER");
        assertEq(count.low, 79, "valid, low s");
        assertEq(count.high, 68, "valid, high s");
        assertEq(count.invalid, 71, "invalid");
        assertEq(count.acceptable, 0, "acceptable");
    }

    /// @dev Valid and low is accepted. Valid and high is refused, and accepted when its s is flipped. Invalid is refused, and so
    /// is `acceptable`: these are signatures of 2 bytes, and our verifier accepts one length.
    function _run(string memory file) private returns (Count memory count) {
        string[] memory rows =
            vm.parseJsonStringArray(vm.readFile("contracts/test/session/vectors/p256-wycheproof.json"), ".rows");
        for (uint256 i = 0; i < rows.length; ++i) {
            string[] memory fields = vm.split(rows[i], "|");
            if (keccak256(bytes(fields[0])) != keccak256(bytes(file))) continue;
            ++count.rows;
            _check(_read(fields), count);
        }
    }

    function _check(Row memory row, Count memory count) private {
        // The verifier hashes 32 bytes, and Wycheproof's messages are shorter: for this one input the hash function
        // returns its input, so that the verifier verifies the digest of the message.
        vm.mockCall(address(0x02), abi.encodePacked(row.digest), abi.encodePacked(row.digest));
        if (row.result == "valid") {
            assertEq(row.signature.length, 64, row.what);
            (bytes32 r, uint256 s) = abi.decode(row.signature, (bytes32, uint256));
            bool isHigh = s > P256.N / 2;
            _expect(row, row.signature, !isHigh);
            _expect(row, abi.encodePacked(r, P256.N - s), isHigh);
            if (isHigh) ++count.high;
            else ++count.low;
        } else {
            assertTrue(row.result == "invalid" || row.result == "acceptable", "one of three results");
            if (row.result == "invalid") ++count.invalid;
            else ++count.acceptable;
            _expect(row, row.signature, false);
        }
    }

    function _expect(Row memory row, bytes memory signature, bool isTaken) private view {
        bytes4 answer = _verifier.verify(row.key, row.digest, signature);
        assertEq(answer, isTaken ? IERC7913SignatureVerifier.verify.selector : bytes4(0xffffffff), row.what);
        assertEq(this.ask(row.key, row.digest, signature), isTaken && _hasPrecompile(), row.what);
    }

    function ask(bytes calldata key, bytes32 hash, bytes calldata signature) external view returns (bool) {
        return P256Precompile.isValid(key, hash, signature);
    }

    function _read(string[] memory fields) private pure returns (Row memory) {
        return Row({
            what: string.concat(fields[0], " ", fields[1], " ", fields[3], ": ", fields[7]),
            result: bytes32(bytes(fields[2])),
            key: vm.parseBytes(fields[4]),
            digest: sha256(vm.parseBytes(fields[5])),
            signature: vm.parseBytes(fields[6])
        });
    }
}

/// @dev A chain without the precompile.
contract P256WycheproofInSolidityTest is P256WycheproofTest {
    function setUp() public override {
        super.setUp();
        vm.mockCall(address(0x100), bytes(""), bytes(""));
    }

    function _hasPrecompile() internal pure override returns (bool) {
        return false;
    }
}
