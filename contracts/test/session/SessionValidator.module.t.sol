// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev The ERC-7579 side: type, install, uninstall, ERC-1271, who may ask for a validation, malformed signatures.
contract ModuleTest is StackTest {
    function testFuzz_isModuleType_isValidatorOnly(uint256 moduleType) public view {
        assertEq(validator.isModuleType(moduleType), moduleType == 1, "type");
        assertTrue(validator.isModuleType(1), "validator");
    }

    function testFuzz_install_raisesTheEpochAndIgnoresItsData(bytes calldata data) public {
        assertTrue(validator.isInitialized(address(account)), "installed at birth");
        vm.expectEmit(address(validator));
        emit ISessionValidator.EpochRaised(address(this), 1);
        validator.onInstall(data);
        assertEq(validator.epochOf(address(this)), 1, "epoch");
        assertTrue(validator.isInitialized(address(this)), "installed");
        assertEq(validator.epochOf(address(account)), 1, "nobody else's");
    }

    function testFuzz_uninstall_raisesTheEpochAndIgnoresItsData(bytes calldata data) public {
        validator.onInstall(data);
        validator.onUninstall(data);
        assertEq(validator.epochOf(address(this)), 2, "epoch");
        assertFalse(validator.isInitialized(address(this)), "not installed");
    }

    function test_reinstalled_noSessionOrGrantOfBeforeCounts() public {
        Grant memory unused = makeGrant();
        unused.sessionKey = sessionKeyBytes(THIEF_KEY);
        bytes memory signature = signGrant(unused);
        handle(signFirst(operation(callPlay(1)), makeGrant()));
        ownerCalls(address(account), abi.encodeCall(account.uninstallModule, (1, address(validator), "")));
        _expectUninstalledRefuses(
            signUse(operation(callPlay(1))), abi.encodeWithSelector(ISessionValidator.SessionEpochPassed.selector, 1, 2)
        );
        ownerCalls(address(account), abi.encodeCall(account.installModule, (1, address(validator), "")));
        assertEq(validator.epochOf(address(account)), 3, "both raised it");
        expectCallsRefused(callPlay(1), abi.encodeWithSelector(ISessionValidator.SessionEpochPassed.selector, 1, 3));
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.GrantWrongEpoch.selector, 1, 3));
        validator.enable(unused, signature);
        assertEq(sessionNow().actionsLeft, 99, "nothing was deleted: used keys are known");
    }

    /// @dev The account does not look at its list of modules for this one, so the module itself must refuse. The grant is
    /// of the very epoch of the uninstalled time.
    function test_uninstalled_refusesEvenAGrantOfItsOwnEpoch() public {
        ownerCalls(address(account), abi.encodeCall(account.uninstallModule, (1, address(validator), "")));
        _expectUninstalledRefuses(
            signFirst(operation(callPlay(1)), makeGrant()),
            abi.encodeWithSelector(ISessionValidator.ModuleNotInstalled.selector, account)
        );
    }

    /// @dev PlayerAccount asks the module all the same, and the module refuses; others do not ask.
    function _expectUninstalledRefuses(PackedUserOperation memory op, bytes memory reason) internal virtual {
        expectRefused(op, reason);
    }

    /// @dev A session key never signs for the account.
    function testFuzz_isValidSignatureWithSender_isAlwaysInvalid(address sender, bytes32 hash, bytes calldata signature)
        public
        view
    {
        assertEq(validator.isValidSignatureWithSender(sender, hash, signature), bytes4(0xffffffff), "invalid");
    }

    function testFuzz_reverts_whenSomebodyButTheAccountAsks(address caller) public {
        vm.assume(caller != address(account));
        enable(makeGrant());
        PackedUserOperation memory op = signUse(operation(callPlay(1)));
        bytes32 hash = entryPointHash(op);
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.SenderNotAccount.selector, address(account), caller));
        validator.validateUserOp(op, hash);
    }

    function test_reverts_whenTheSessionWasNeverEnabled() public {
        expectCallsRefused(callPlay(1), abi.encodeWithSelector(ISessionValidator.SessionUnknown.selector, sessionId()));
    }

    function testFuzz_reverts_whenTheKindIsUnknown(bytes1 kind, bytes calldata rest) public {
        vm.assume(uint8(kind) > 1);
        PackedUserOperation memory op = operation(callPlay(1));
        op.signature = toModule(bytes.concat(kind, hex"00", rest));
        expectRefused(op, _malformed(2 + rest.length));
    }

    function test_reverts_whenTheSignatureIsEmptyOrOneByte() public {
        PackedUserOperation memory op = operation(callPlay(1));
        op.signature = toModule("");
        expectRefused(op, _malformed(0));
        op.signature = toModule(hex"00");
        expectRefused(op, _malformed(1));
        op.signature = toModule(hex"01");
        expectRefused(op, _malformed(1));
    }

    /// @dev Two bytes are a whole head: of the empty key, which no grant can name.
    function test_reverts_whenTheKeyIsEmpty() public {
        PackedUserOperation memory op = operation(callPlay(1));
        op.signature = toModule(hex"0000");
        expectRefused(op, abi.encodeWithSelector(ISessionValidator.SessionUnknown.selector, keccak256("")));
    }

    function test_isModuleType_isNotWhatStandsBesideTheValidator() public view {
        assertFalse(validator.isModuleType(0), "none");
        assertTrue(validator.isModuleType(1), "validator");
        assertFalse(validator.isModuleType(2), "executor");
    }

    function test_p256Verifier_isTheOneThatItWasDeployedWith() public view {
        assertEq(validator.P256_VERIFIER(), address(verifier), "verifier");
        assertEq(validator.ENTRY_POINT(), address(entryPoint), "EntryPoint");
    }

    function testFuzz_reverts_whenTheKeyIsCutOff(uint8 length, bytes calldata rest) public {
        bytes calldata cut = rest.length < 255 ? rest : rest[:254];
        length = uint8(bound(length, cut.length + 1, 255));
        PackedUserOperation memory op = operation(callPlay(1));
        op.signature = toModule(abi.encodePacked(hex"00", length, cut));
        expectRefused(op, _malformed(2 + cut.length));
    }

    /// @dev The longest key that the length byte can name: its length plus the two bytes before it is beyond a byte.
    function testFuzz_aLongKey_isReadWhole(uint8 length, bytes1 last) public {
        bytes memory key = new bytes(bound(length, 200, 255));
        key[key.length - 1] = last;
        PackedUserOperation memory op = operation(callPlay(1));
        op.signature = toModule(abi.encodePacked(hex"00", uint8(key.length), key));
        expectRefused(op, abi.encodeWithSelector(ISessionValidator.SessionUnknown.selector, keccak256(key)));
    }

    function testFuzz_sessionId_isTheHashOfTheKey(bytes calldata key) public view {
        assertEq(validator.sessionId(key), keccak256(key), "id");
    }

    function _malformed(uint256 length) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.SignatureMalformed.selector, length);
    }
}
