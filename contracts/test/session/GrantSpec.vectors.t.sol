// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {Count, GrantVector, OperationVector, VectorTest} from "../support/Vectors.sol";
import {Grant} from "../support/Grant.sol";
import {GrantReader} from "../../src/session/GrantReader.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";

/// @dev The test vectors of docs/grant.md (session/test/vectors), row by row against the contracts; the kit replays the same file
/// in session/src/grant/vectors.test.ts. Each row is read one call deeper, so its memory is freed with the call.
contract GrantSpecVectorsTest is VectorTest {
    function test_everyGrant_isWhatItsRowSays() public {
        uint256 count;
        for (; hasRow(count); ++count) {
            this.checkGrant(count);
        }
        assertGt(count, 40, "rows");
    }

    function test_everyGrant_beginsItsSession_orIsRefusedAsItsRowSays() public {
        for (uint256 i = 0; hasRow(i); ++i) {
            uint256 before = vm.snapshotState();
            this.checkEnabling(i);
            vm.revertToState(before);
        }
    }

    function test_everyOperation_isAnsweredAsItsRowSays() public {
        uint256 count;
        for (uint256 i = 0; hasRow(i); ++i) {
            uint256 before = vm.snapshotState();
            count += this.checkOperations(i);
            vm.revertToState(before);
        }
        assertGt(count, 50, "operations");
    }

    /// @dev Errors that only a reader of packed grants can meet.
    function test_whatNoWriterPacks_isRefusedAsItsRowSays() public {
        uint256 count;
        for (; vm.keyExistsJson(grants, _raw(count, "")); ++count) {
            this.checkRaw(count);
        }
        assertGt(count, 5, "rows");
    }

    function checkRaw(uint256 index) external {
        address account_ = vm.parseJsonAddress(grants, _raw(index, ".account"));
        bytes32 keyHash = keccak256(vm.parseJsonBytes(grants, _raw(index, ".sessionKey")));
        address payer = vm.parseJsonAddress(grants, _raw(index, ".paymaster"));
        uint192 nonceKey = uint192(vm.parseJsonUint(grants, _raw(index, ".nonceKey")));
        bytes memory data = vm.parseJsonBytes(grants, _raw(index, ".packed"));
        vm.expectRevert(vm.parseJsonBytes(grants, _raw(index, ".errorData")));
        reader.read(account_, keyHash, payer, nonceKey, data);
    }

    function _raw(uint256 index, string memory field) private pure returns (string memory) {
        return string.concat(".raw[", vm.toString(index), "]", field);
    }

    /// @dev The sponsor signs the voucher; messages.json has its content.
    function test_theFirstOperation_isTakenByTheEntryPoint_andPaidFor() public {
        GrantVector memory row = readRow(0);
        handle(row.operations[0].userOp);
        ISessionValidator.Session memory session = validator.sessionOf(row.grant.account, row.session);
        assertTrue(session.isLive, "enabled");
        assertEq(session.note, uint256(1e15) / paymaster.NOTE_STEP_WEI(), "the sponsor took it on");
        assertEq(target.played(), 3, "both calls were made");
    }

    /// @dev Tests the check itself: it finds every changed byte.
    function test_aChangedByte_isFound() public {
        GrantVector memory row = readRow(0);
        bytes[4] memory long = [row.packed, row.ownerSignature, row.key, row.rules];
        for (uint256 field = 0; field < long.length; ++field) {
            for (uint256 at = 0; at < long[field].length; ++at) {
                long[field][at] ^= 0x01;
                assertNotEq(_fault(row), "", string.concat("field ", vm.toString(field), ", byte ", vm.toString(at)));
                long[field][at] ^= 0x01;
            }
        }
        for (uint256 at = 0; at < 256; at += 8) {
            bytes32 change = bytes32(1 << at);
            row.structHash ^= change;
            assertNotEq(_fault(row), "", "struct hash");
            (row.structHash, row.digest) = (row.structHash ^ change, row.digest ^ change);
            assertNotEq(_fault(row), "", "digest");
            (row.digest, row.session) = (row.digest ^ change, row.session ^ change);
            assertNotEq(_fault(row), "", "session");
            row.session ^= change;
        }
        assertEq(_fault(row), "", "as it was");
    }

    function checkGrant(uint256 index) external {
        GrantVector memory row = readRow(index);
        assertEq(_fault(row), "", row.name);
    }

    function checkEnabling(uint256 index) external {
        GrantVector memory row = readRow(index);
        Grant memory grant = row.grant;
        bytes memory data = bytes.concat(row.packed, row.ownerSignature);
        if (_is(row.refusedBy, "reader")) {
            vm.expectRevert(row.errorData);
            reader.read(grant.account, keccak256(grant.sessionKey), grant.paymaster, grant.nonceKey, data);
        }
        vm.prank(grant.account);
        if (grant.epoch != 0 && row.errorData.length == 0) validator.onInstall("");
        vm.stopPrank();
        if (row.errorData.length != 0) vm.expectRevert(row.errorData);
        validator.enable(grant.account, row.key, grant.paymaster, grant.nonceKey, data);
        if (row.errorData.length != 0) return;
        ISessionValidator.Session memory session = validator.sessionOf(grant.account, row.session);
        assertTrue(session.isLive, row.name);
        assertEq(session.validUntil, grant.validUntil, row.name);
        assertEq(session.actionsLeft, grant.maxActions, row.name);
        assertEq(session.spendLeft, grant.maxSpend, row.name);
        assertEq(session.gasLeftWei, grant.maxGasWei, row.name);
    }

    function checkOperations(uint256 index) external returns (uint256) {
        GrantVector memory row = readRow(index);
        mockPolicy(row.grant.validUntil);
        for (uint256 i = 0; i < row.operations.length; ++i) {
            OperationVector memory operation = row.operations[i];
            assertEq(operation.userOp.signature, _signatureOf(row, operation), operation.what);
            if (!_is(operation.encoding, "other")) {
                assertEq(operation.userOp.callData, _callDataOf(operation), operation.what);
            }
            assertEq(entryPointHash(operation.userOp), operation.userOpHash, operation.what);
            _checkAnswer(row, operation);
        }
        return row.operations.length;
    }

    function _checkAnswer(GrantVector memory row, OperationVector memory operation) private {
        address player = row.grant.account;
        uint256 before = vm.snapshotState();
        vm.prank(player);
        if (operation.errorData.length != 0) vm.expectRevert(operation.errorData);
        uint256 answer = validator.validateUserOp(operation.userOp, operation.userOpHash);
        if (operation.errorData.length == 0) assertEq(bytes32(answer), operation.validationData, operation.what);
        ISessionValidator.Session memory session = validator.sessionOf(player, row.session);
        if (!operation.isCounted) {
            // A grant that nobody signed leaves nothing.
            if (operation.enables && operation.errorData.length == 0) assertFalse(session.isLive, operation.what);
            // Like the EntryPoint, which rejects both.
            vm.revertToState(before);
            return;
        }
        assertEq(session.actionsLeft, operation.callsLeft, operation.what);
        assertEq(session.spendLeft, operation.spendLeft, operation.what);
        assertEq(session.gasLeftWei, operation.gasLeftWei, operation.what);
        for (uint256 i = 0; i < operation.counts.length; ++i) {
            Count memory count = operation.counts[i];
            (uint256 period, uint256 calls, uint256 amount, uint256 value) =
                validator.countOf(player, row.session, count.rule);
            assertEq(abi.encode(count), abi.encode(Count(count.rule, period, calls, amount, value)), operation.what);
        }
    }

    /// @return The first difference between a row and the contracts or forge's own EIP-712.
    function _fault(GrantVector memory row) private returns (string memory) {
        Grant memory grant = row.grant;
        if (keccak256(packedOf(grant)) != keccak256(row.packed)) return "packed";
        if (vm.eip712HashStruct(GRANT_TYPES, abi.encode(grant)) != row.structHash) return "structHash";
        if (grantDigest(grant) != row.digest) return "digest";
        bytes memory signer = row.key.length == 64 ? abi.encodePacked(verifier, row.key) : row.key;
        if (keccak256(signer) != keccak256(grant.sessionKey)) return "key";
        bool isStolen = keccak256(row.errorData) == keccak256(_stolen(row));
        vm.prank(address(validator));
        try IERC1271(grant.account).isValidSignature(row.digest, row.ownerSignature) returns (bytes4 magic) {
            if ((magic == IERC1271.isValidSignature.selector) == isStolen) return "ownerSignature";
        } catch {
            return "ownerSignature";
        }
        if (_is(row.refusedBy, "reader")) return "";
        bytes memory data = bytes.concat(row.packed, row.ownerSignature);
        GrantReader.Reading memory reading =
            reader.read(grant.account, keccak256(signer), grant.paymaster, grant.nonceKey, data);
        if (reading.end != row.packed.length || reading.structHash != row.structHash) return "as it is read";
        if (keccak256(reading.rules) != keccak256(row.rules)) return "rules";
        bytes32 session = validator.sessionId(row.key, keccak256(row.rules), grant.paymaster, grant.nonceKey);
        return session == row.session ? "" : "session";
    }

    function _stolen(GrantVector memory row) private pure returns (bytes memory) {
        bytes4 selector = ISessionValidator.GrantOwnerSignatureInvalid.selector;
        return abi.encodeWithSelector(selector, row.grant.account, row.session);
    }

    function _signatureOf(GrantVector memory row, OperationVector memory operation)
        private
        pure
        returns (bytes memory)
    {
        bytes memory hints;
        for (uint256 i = 0; i < operation.hints.length; ++i) {
            hints = bytes.concat(hints, bytes1(operation.hints[i]));
        }
        bytes memory head = abi.encodePacked(operation.kind, operation.time, uint8(hints.length), hints);
        head = abi.encodePacked(head, uint8(row.key.length), row.key);
        head = abi.encodePacked(head, uint8(operation.sessionSignature.length), operation.sessionSignature);
        return operation.enables ? bytes.concat(head, row.packed, row.ownerSignature) : bytes.concat(head, row.rules);
    }

    function _callDataOf(OperationVector memory operation) private view returns (bytes memory) {
        Execution[] memory calls = new Execution[](operation.calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            calls[i] = Execution(operation.calls[i].to, operation.calls[i].value, operation.calls[i].data);
        }
        if (_is(operation.encoding, "runTogether")) return packed(calls);
        return calls.length == 1 ? single(calls[0].target, calls[0].value, calls[0].callData) : batch(calls);
    }

    function _is(string memory seen, string memory wanted) private pure returns (bool) {
        return keccak256(bytes(seen)) == keccak256(bytes(wanted));
    }
}
