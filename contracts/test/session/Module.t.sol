// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IERC7579ModuleConfig, MODULE_TYPE_VALIDATOR} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";

import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev The ERC-7579 side: type, install, uninstall, ERC-1271, who may ask for a validation, malformed signatures.
contract ModuleTest is SessionTest {
    function testFuzz_isModuleType_isValidatorOnly(uint256 moduleType) public view {
        assertEq(validator.isModuleType(moduleType), moduleType == 1, "type");
        assertFalse(validator.isModuleType(0), "none");
        assertTrue(validator.isModuleType(1), "validator");
        assertFalse(validator.isModuleType(2), "executor");
    }

    function test_whatItIs() public view {
        assertEq(validator.P256_VERIFIER(), address(verifier), "verifier");
        assertEq(address(validator.READER()), address(reader), "reader");
        assertEq(validator.MAX_DURATION(), 1 hours, "longest window");
        assertTrue(validator.HAS_P256_PRECOMPILE(), "this chain has it");
        assertTrue(validator.isInitialized(address(account)), "installed at birth");
    }

    function test_reverts_whenSessionsMayNotLast() public {
        bytes memory arguments = abi.encode("Hourglass", uint48(0), reader, verifier);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.DurationInvalid.selector, 0));
        this.deployExternally(arguments);
    }

    /// @dev One call deeper, which expectRevert needs.
    function deployExternally(bytes memory arguments) external {
        vm.deployCode(artifact("SessionValidator"), arguments);
    }

    function testFuzz_install_raisesTheEpochAndIgnoresItsData(bytes calldata data) public {
        bytes32 ours = validator.epochOf(address(account));
        bytes32 unforeseen = keccak256("the block before");
        vm.setBlockhash(block.number - 1, unforeseen);
        vm.recordLogs();
        validator.onInstall(data);
        // Validation installs too, and must not read the block.
        bytes32 epoch = _expectEpoch(1, 0, 0);
        assertEq(vm.getRecordedLogs()[0].topics[0], ISessionValidator.EpochRaised.selector, "told");
        validator.onUninstall(data);
        epoch = _expectEpoch(2, epoch, unforeseen);
        validator.onInstall(data);
        _expectEpoch(3, epoch, 0);
        assertEq(validator.epochOf(address(account)), ours, "nobody else's");
    }

    function _expectEpoch(uint256 number, bytes32 before, bytes32 unforeseen) private view returns (bytes32 epoch) {
        uint256 secret = uint256(keccak256(abi.encode(this, before, unforeseen))) >> 32;
        epoch = bytes32((number << 224) | secret);
        assertEq(validator.epochOf(address(this)), epoch, "number, and what nobody knew before");
    }

    /// @dev Another vendor's account is believed only if it answers yes in a whole word; anything else does not make the call
    /// fail.
    function test_isInitialized_takesNothingElseForAYes() public {
        address other = makeAddr("an account of others");
        bytes memory question =
            abi.encodeCall(IERC7579ModuleConfig.isModuleInstalled, (MODULE_TYPE_VALIDATOR, address(validator), ""));
        vm.mockCall(other, question, abi.encode(true));
        assertTrue(validator.isInitialized(other), "yes");
        vm.mockCall(other, question, abi.encode(true, 0));
        assertTrue(validator.isInitialized(other), "yes, and more");
        vm.mockCall(other, question, abi.encode(false));
        assertFalse(validator.isInitialized(other), "no");
        vm.mockCall(other, question, hex"01");
        assertFalse(validator.isInitialized(other), "a byte");
        vm.mockCallRevert(other, question, abi.encode(true));
        assertFalse(validator.isInitialized(other), "a yes that reverts");
    }

    /// @dev The grant names the epoch that begins with uninstalling.
    function test_uninstalled_refusesEvenAGrantOfItsOwnEpoch() public {
        bytes memory leave = abi.encodeCall(account.uninstallModule, (1, address(validator), ""));
        (bool success,) = handleAndRead(ownerOperation(single(address(account), 0, leave)));
        assertTrue(success, "uninstalled");
        Grant memory grant = unpaid(makeGrant());
        bytes memory data = bytes.concat(packedOf(grant), signGrant(grant));
        bytes memory key = keyBytes(SESSION_KEY);
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.ModuleNotInstalled.selector, account);
        vm.expectRevert(reason);
        validator.enable(address(account), key, address(0), grant.nonceKey, data);
        _expectUninstalledRefuses(first(grant, callPlay(1), hint(0)), reason);
    }

    /// @dev PlayerAccount still asks the module, and the module refuses; other accounts do not ask.
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
        Grant memory grant = unpaid(makeGrant());
        enable(grant);
        PackedUserOperation memory op = use(grant, callPlay(1), hint(0));
        bytes32 hash = entryPointHash(op);
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.SenderNotAccount.selector, address(account), caller));
        validator.validateUserOp(op, hash);
    }

    function test_reverts_whenTheSessionWasNeverEnabled() public {
        Grant memory grant = unpaid(makeGrant());
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, sessionOf(grant));
        expectRefused(use(grant, callPlay(1), hint(0)), reason);
    }

    function testFuzz_reverts_whenTheKindIsUnknown(bytes1 kind, bytes calldata rest) public {
        vm.assume(uint8(kind) > 1);
        PackedUserOperation memory op = operation(unpaid(makeGrant()), callPlay(1));
        op.signature = toModule(bytes.concat(kind, hex"00", rest));
        expectRefused(op, _malformed(2 + rest.length));
    }

    /// @dev Kind, time and the length of the hints are the minimum.
    function test_reverts_whenTheSignatureHasNoHead() public {
        PackedUserOperation memory op = operation(unpaid(makeGrant()), callPlay(1));
        for (uint256 length = 0; length < 6; ++length) {
            bytes memory head = new bytes(length);
            if (length != 0) head[0] = length % 2 == 0 ? bytes1(0x00) : bytes1(0x01);
            op.signature = toModule(head);
            expectRefused(op, _malformed(length));
        }
    }

    /// @dev Empty fields are valid fields: here of the empty key, which no grant can name.
    function test_reverts_whenTheKeyIsEmpty() public {
        PackedUserOperation memory op = operation(unpaid(makeGrant()), callPlay(1));
        op.signature = toModule(hex"0000000000010000" hex"00");
        bytes32 nobodys = validator.sessionId("", keccak256(""), address(0), lane());
        expectRefused(op, abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, nobodys));
    }

    /// @dev A length byte that is larger than what follows, for each of the three fields.
    function testFuzz_reverts_whenAFieldIsCutOff(uint8 field, uint8 length, bytes calldata rest) public {
        bytes calldata cut = rest.length < 255 ? rest : rest[:254];
        length = uint8(bound(length, cut.length + 1, 255));
        bytes memory head = hex"0000000000";
        if (field % 3 > 0) head = bytes.concat(head, hex"0100");
        if (field % 3 > 1) head = abi.encodePacked(head, uint8(64), keyBytes(SESSION_KEY));
        PackedUserOperation memory op = operation(unpaid(makeGrant()), callPlay(1));
        op.signature = toModule(abi.encodePacked(head, length, cut));
        vm.expectRevert();
        this.handleExternally(op);
    }

    /// @dev The longest key that the length byte can express.
    function testFuzz_aLongKey_isReadWhole(uint8 length, bytes1 last) public {
        bytes memory key = new bytes(bound(length, 200, 255));
        key[0] = 0x7f;
        key[key.length - 1] = last;
        PackedUserOperation memory op = operation(unpaid(makeGrant()), callPlay(1));
        op.signature = toModule(abi.encodePacked(hex"00000000000100", uint8(key.length), key, uint8(0)));
        bytes32 session = validator.sessionId(key, keccak256(""), address(0), lane());
        expectRefused(op, abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, session));
    }

    /// @dev What a session's id is made of, and that it has 28 bytes.
    function testFuzz_sessionId_isTheHashOfAllFour(bytes calldata key, bytes32 rules, address payer, uint192 nonceKey)
        public
        view
    {
        bytes32 hash = keccak256(abi.encodePacked(rules, payer, nonceKey, key));
        assertEq(validator.sessionId(key, rules, payer, nonceKey), hash & ~bytes32(uint256(type(uint32).max)), "id");
    }

    function _malformed(uint256 length) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.SignatureMalformed.selector, length);
    }
}
